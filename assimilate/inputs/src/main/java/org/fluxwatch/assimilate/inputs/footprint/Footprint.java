package org.fluxwatch.assimilate.inputs.footprint;

import java.time.Instant;
import java.util.List;

/// One footprint as its file has it.
///
/// @param cells of the file
/// @param slices the later before the earlier; what they answer to adds up
/// @param departed where particles left the file's domain
public record Footprint(Release release, FileCells cells, List<Slice> slices, Departed departed) {
    public Footprint {
        slices = List.copyOf(slices);
    }

    /// What fluxes of an interval do.
    ///
    /// @param spread whether the file only has a sum over the interval, which is taken as even in time
    /// @param ppmPerFlux ppm for 1 µmol m-2 s-1 kept over interval and cell, row by row in the file's order of
    /// latitudes, from west to east `[ny * nx]`
    public record Slice(Instant from, Instant to, boolean spread, float[] ppmPerFlux) {
        /// ppm for 1 µmol m-2 s-1 kept everywhere.
        public double sum() {
            double sum = 0;
            for (float value : ppmPerFlux) sum += value;
            return sum;
        }
    }

    /// Where particles left the file's domain, and when.
    ///
    /// @param latitude degrees north
    /// @param longitude degrees east
    /// @param heightM above the ground
    /// @param time epoch seconds
    /// @param weight share of all particles
    /// @param lost share of the particles that did not leave, or of which the file does not say: 1 where it says
    /// nothing
    public record Departed(
            float[] latitude, float[] longitude, float[] heightM, long[] time, float[] weight, double lost) {
        static final Departed UNKNOWN =
                new Departed(new float[0], new float[0], new float[0], new long[0], new float[0], 1);
    }

    /// ppm for 1 µmol m-2 s-1 kept everywhere and always.
    public double sum() {
        return slices.stream().mapToDouble(Slice::sum).sum();
    }
}
