package org.fluxwatch.assimilate.inputs.co2;

import java.util.List;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.Units;

/// NOAA CarbonTracker, mole fractions of CT2013 to CT2025 and CT-NRT: `co2` and the pressure of the layers' boundaries.
public record CarbonTrackerCo2() implements Co2Product {
    @Override
    public String name() {
        return "CarbonTracker";
    }

    @Override
    public List<String> patterns() {
        return List.of("*molefrac_glb3x2_{yyyy}-{MM}-{dd}*.nc", "*molefrac_nam1x1_{yyyy}-{MM}-{dd}*.nc");
    }

    @Override
    public GeoVariable co2(GridFile file) {
        return Co2Product.first(file, List.of("co2"), "total CO2; files of components hold none");
    }

    @Override
    public MoleFraction.Convention convention() {
        return MoleFraction.Convention.DRY;
    }

    @Override
    public List<String> humidities() {
        return List.of("specific_humidity", "shum");
    }

    @Override
    public Edges edges(GridFile file, GeoVariable co2, int step, Window window) {
        final GeoVariable pressure =
                Co2Product.first(file, List.of("pressure", "press"), "pressure at the boundaries of layers");
        Co2Product.requireSameGrid(pressure, co2);
        if (pressure.nLevels() != co2.nLevels() + 1)
            throw pressure.variable()
                    .wrong("has " + pressure.nLevels() + " levels, expected the boundaries of " + co2.nLevels()
                            + " layers");
        final double factor = Units.factor(pressure.variable(), "Pa");
        final float[] read = pressure.floats(step, window);
        final double[] pa = new double[read.length];
        for (int e = 0; e < pa.length; e++) pa[e] = factor * read[e];
        return new Edges.OfColumns(pa);
    }
}
