package org.fluxwatch.assimilate.inputs.co2;

import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.Units;

/// CAMS. Concentrations of the inversions (`cams73_...`): `CO2`, dry, with `ap`, `bp` of the edges and `Psurf`.
/// Reanalysis and forecasts of the data store: `co2`, kg per kg, of moist air unless the file says otherwise, with
/// humidity `q` and surface pressure `sp` or `lnsp`, at pressure levels, or at model levels with `hyai`, `hybi`.
public record CamsCo2() implements Co2Product {
    private static final List<String> SURFACES = List.of("Psurf", "psurf", "sp", "lnsp", "ps");

    @Override
    public String name() {
        return "CAMS";
    }

    @Override
    public List<String> patterns() {
        return List.of("cams73_*_co2_conc_*_{yyyy}{MM}*.nc");
    }

    @Override
    public GeoVariable co2(GridFile file) {
        return Co2Product.first(file, List.of("CO2", "co2"), "CO2 by longitude, latitude and level");
    }

    @Override
    public MoleFraction.Convention convention() {
        return MoleFraction.Convention.MASS_IN_MOIST_AIR;
    }

    @Override
    public List<String> humidities() {
        return List.of("q");
    }

    @Override
    public Edges edges(GridFile file, GeoVariable co2, int step, Window window) {
        final GeoVariable surface = HybridLevels.surface(file, SURFACES)
                .orElseThrow(() -> new InputException(
                        file.path() + ": has no surface pressure, expected one of " + String.join(", ", SURFACES)
                                + " beside " + co2.variable().name()));
        Co2Product.requireSameGrid(surface, co2);
        final double[] surfacePa = HybridLevels.surfacePa(surface, step, window);
        final int layers = co2.nLevels();
        final Optional<Edges.OnModelSurface> hybrid =
                HybridLevels.read(file, "ap", "bp", layers).or(() -> HybridLevels.read(file, "hyai", "hybi", layers));
        return hybrid.map(levels -> Edges.hybrid(levels.aPa(), levels.b(), surfacePa))
                .orElseGet(() -> Edges.aroundLevels(levelsPa(file, co2), surfacePa));
    }

    private static double[] levelsPa(GridFile file, GeoVariable co2) {
        final GridVariable levels = co2.levels()
                .filter(axis -> isPressure(axis.units()))
                .orElseThrow(() -> new InputException(file.path() + ": variable "
                        + co2.variable().name() + " is at levels of no known pressure, expected ap and bp, hyai and"
                        + " hybi, or pressure levels"));
        final double factor = Units.factor(levels, "Pa");
        final double[] pa = levels.doubles();
        for (int k = 0; k < pa.length; k++) {
            pa[k] *= factor;
            if (k > 1 && Math.signum(pa[k] - pa[k - 1]) != Math.signum(pa[1] - pa[0]) || k > 0 && pa[k] == pa[k - 1])
                throw levels.wrong("holds " + pa[k] + " Pa after " + pa[k - 1] + " Pa, expected all rising or falling");
        }
        if (pa.length < 2) throw levels.wrong("holds " + pa.length + " levels, expected 2 or more");
        return pa;
    }

    private static boolean isPressure(String units) {
        try {
            return Units.factor(units, "Pa") > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
