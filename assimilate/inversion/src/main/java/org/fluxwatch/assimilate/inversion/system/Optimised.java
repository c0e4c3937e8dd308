package org.fluxwatch.assimilate.inversion.system;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InversionSettings;

/// The cells that settings have optimised.
final class Optimised {
    private static final String KEY = "assimilate.inversion.optimised-regions";

    private Optimised() {}

    static FluxCells cells(DomainSettings domain, InversionSettings settings) {
        return cells(domain, settings, settings.cellDegrees());
    }

    /// @param cellDegrees of the cells
    /// @throws InputException when settings name a region that there is not, or none that is in the domain
    static FluxCells cells(DomainSettings domain, InversionSettings settings, double cellDegrees) {
        final List<Region> known = ModelInputs.regions(domain.inputs());
        final List<Region> regions = new ArrayList<>();
        for (String name : settings.optimisedRegions())
            regions.add(known.stream()
                    .filter(region -> region.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new InputException(KEY + " names '" + name + "', expected some of "
                            + known.stream().map(Region::name).toList())));
        try {
            return FluxCells.of(domain.modelGrid(), cellDegrees, regions);
        } catch (IllegalArgumentException e) {
            throw new InputException(KEY + ": " + e.getMessage(), e);
        }
    }
}
