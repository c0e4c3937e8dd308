package org.fluxwatch.assimilate.inputs.co2;

import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.inputs.SaneRange;
import org.fluxwatch.assimilate.inputs.co2.Co2Header.Step;
import org.fluxwatch.assimilate.model.regrid.RectilinearGrid;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.Units;
import org.fluxwatch.contract.settings.InputSettings.Air;

/// Reads the part of a step that a domain needs.
record Co2Reader(Co2Product product, Co2Domain domain, Air air) {
    /// @throws org.fluxwatch.contract.netcdf.InputException when file or values cannot be used
    Co2Field read(Step step) {
        try (GridFile file = GridFile.open(step.path())) {
            final GeoVariable co2 = product.co2(file);
            final MoleFraction fraction = MoleFraction.of(co2.variable(), air, product.convention());
            final RectilinearGrid grid = co2.grid();
            final Window window = domain.window(co2, grid);
            final float[] layers = co2.floats(step.index(), window);
            fraction.toDryPpm(layers, fraction.dry() ? new float[0] : humidity(file, co2, step, window));
            return Co2Field.of(
                    grid,
                    window,
                    layers,
                    product.edges(file, co2, step.index(), window),
                    step.path() + ": variable " + co2.variable().name() + " ("
                            + co2.variable().units() + ") at " + step.time());
        }
    }

    private float[] humidity(GridFile file, GeoVariable co2, Step step, Window window) {
        final GeoVariable humidity = Co2Product.first(
                file,
                product.humidities(),
                "specific humidity: " + co2.variable().name() + " is of moist air, unless"
                        + " domains.*.inputs.boundary.air says dry");
        Co2Product.requireSameGrid(humidity, co2);
        if (humidity.nLevels() != co2.nLevels())
            throw humidity.variable().wrong("has " + humidity.nLevels() + " levels, expected " + co2.nLevels());
        final double factor = Units.factor(humidity.variable(), "kg kg-1");
        final float[] q = humidity.floats(step.index(), window);
        for (int i = 0; i < q.length; i++) q[i] *= (float) factor;
        SaneRange.SPECIFIC_HUMIDITY.check(
                q, step.path() + ": variable " + humidity.variable().name() + " at " + step.time());
        return q;
    }
}
