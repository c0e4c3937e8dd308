package org.fluxwatch.assimilate.inversion.row;

import java.time.Instant;

/// The source-receptor row of one observation: how its simulated value answers to surface fluxes before it. Entries
/// are ascending by bin, within a bin by cell, no pair twice; not copied, and not to be changed.
///
/// @param receptor id of the observation
/// @param time of the observation, UTC
/// @param bins 3-hour bins, whole numbers since 1970-01-01T00Z (see [#bin]), one an entry
/// @param cells grid cells (index of contract.grid.Grid), one an entry
/// @param ppmPerFlux ppm per µmol m-2 s-1 kept over the whole bin and cell; >= 0, finite
/// @param ends where what left the domain or reached the horizon came from
public record Row(String receptor, Instant time, int[] bins, int[] cells, float[] ppmPerFlux, EndPoints ends) {
    /// Length of a bin, s.
    public static final int BIN_SECONDS = 10_800;

    public Row {
        if (cells.length != bins.length || ppmPerFlux.length != bins.length)
            throw new IllegalArgumentException("row of " + receptor + " has " + bins.length + " bins, " + cells.length
                    + " cells, " + ppmPerFlux.length + " values, expected as many of each");
        for (int entry = 0; entry < bins.length; entry++) {
            if (!(ppmPerFlux[entry] >= 0 && ppmPerFlux[entry] < Float.POSITIVE_INFINITY))
                throw new IllegalArgumentException("row of " + receptor + " has " + ppmPerFlux[entry] + " in cell "
                        + cells[entry] + ", expected a finite value, 0 or more");
            if (entry > 0
                    && (bins[entry] < bins[entry - 1]
                            || bins[entry] == bins[entry - 1] && cells[entry] <= cells[entry - 1]))
                throw new IllegalArgumentException(
                        "row of " + receptor + " is out of order at entry " + entry + ", expected bins, then cells");
        }
    }

    public int size() {
        return bins.length;
    }

    /// The bin that holds an instant.
    public static int bin(Instant time) {
        return Math.toIntExact(Math.floorDiv(time.getEpochSecond(), (long) BIN_SECONDS));
    }

    /// The first instant of a bin.
    public static Instant begin(int bin) {
        return Instant.ofEpochSecond((long) bin * BIN_SECONDS);
    }

    /// Σ of all values, ppm per µmol m-2 s-1 everywhere and always.
    public double sum() {
        double sum = 0;
        for (float value : ppmPerFlux) sum += value;
        return sum;
    }
}
