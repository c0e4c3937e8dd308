package org.fluxwatch.assimilate.inputs;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.netcdf.InputException;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.contract.settings.InputSettings;

/// What drives the model of one domain, as settings choose it.
/// @param regions that fluxes are summed over
public record ModelInputs(Meteorology meteorology, PriorFlux prior, GlobalCo2 boundary, List<Region> regions) {
    public static ModelInputs of(Grid grid, SigmaLevels levels, InputSettings settings) {
        return new ModelInputs(
                switch (settings.meteorology().kind()) {
                    case SYNTHETIC ->
                        new SyntheticMeteorology(
                                grid, levels, settings.meteorology().seed());
                    case MERRA2, ERA5, MCIP, WRF -> throw new UnsupportedOperationException();
                },
                switch (settings.prior().kind()) {
                    case SYNTHETIC ->
                        new SyntheticPriorFlux(grid, settings.prior().seed());
                    case FILES -> throw new UnsupportedOperationException();
                },
                switch (settings.boundary().kind()) {
                    case SYNTHETIC -> new SyntheticCo2(settings.boundary().seed());
                    case CARBONTRACKER, GEOS_CHEM, CAMS -> throw new UnsupportedOperationException();
                },
                regions(settings.regions()));
    }

    private static List<Region> regions(String file) {
        try {
            return file.isEmpty() ? Regions.jdas() : Regions.read(Path.of(file));
        } catch (IllegalArgumentException e) {
            throw new InputException("assimilate.inputs.regions: " + e.getMessage(), e);
        }
    }

    /// What is not there that a day needs, from its first midnight to its last, a line each; empty: nothing.
    public List<String> missing(LocalDate day) {
        final Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        final Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        final List<String> missing = new ArrayList<>();
        for (ModelInput input : List.of(meteorology, prior, boundary)) missing.addAll(input.missing(from, to));
        return List.copyOf(missing);
    }
}
