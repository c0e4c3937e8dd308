package org.fluxwatch.assimilate.inputs.footprint;

import java.time.Instant;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.contract.netcdf.GridFile;

/// A variable of sensitivities, in ppm per µmol m-2 s-1.
record Sensitivities(GeoVariable field, FileCells cells, FootprintUnits units) {
    /// A particle that never leaves a layer of 10 m for 30 days gives some 6000; beyond this the units are wrong.
    private static final double GREATEST = 1e5;

    static Sensitivities of(GridFile file, String name) {
        final GeoVariable field = GeoVariable.of(file, name);
        return new Sensitivities(field, FileCells.of(field), FootprintUnits.of(field.variable()));
    }

    /// The same, which must lie on some cells.
    static Sensitivities on(FileCells cells, GridFile file, String name) {
        final Sensitivities it = of(file, name);
        if (!it.cells.equals(cells)) throw it.field.variable().wrong("has " + it.cells + ", expected " + cells);
        return it;
    }

    /// All levels of one time, level after level `[levels][ny * nx]`.
    ///
    /// @param moment for messages
    float[][] read(int time, Instant moment) {
        final int levels = field.nLevels();
        final float[] all = field.floats(time, cells.whole());
        units.apply(all, time, cells);
        final int size = all.length / levels;
        for (int at = 0; at < all.length; at++)
            if (!(all[at] >= 0 && all[at] < GREATEST)) throw wrong(all[at], at / size, at % size, moment);
        final float[][] byLevel = new float[levels][];
        for (int l = 0; l < levels; l++) byLevel[l] = java.util.Arrays.copyOfRange(all, l * size, (l + 1) * size);
        return byLevel;
    }

    private RuntimeException wrong(float value, int level, int cell, Instant moment) {
        return field.variable()
                .wrong((Float.isNaN(value) ? "has no value" : "is " + value + " ppm per umol m-2 s-1") + " at " + moment
                        + (field.nLevels() > 1 ? ", step back " + level : "") + ", latitude "
                        + cells.latitudes()[cell / cells.nx()] + ", longitude " + cells.longitudes()[cell % cells.nx()]
                        + ", expected a sensitivity of 0 to " + GREATEST);
    }
}
