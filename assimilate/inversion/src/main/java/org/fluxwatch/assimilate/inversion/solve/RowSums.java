package org.fluxwatch.assimilate.inversion.solve;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/// Sums rows of three-hour bins and cells to the columns of two months:
/// `h_pc = Σ_bins ppm-per-flux(bin, c) w_p(bin, c)`, in the order of the row's entries. Not for several threads.
public final class RowSums {
    private final StateLayout layout;
    private final MonthShape earlier;
    private final MonthShape later;
    private final int[] optimised;
    private final double[] sums;

    /// Why a row cannot be used.
    public enum Reason {
        /// A sensitivity is NaN or infinite.
        NOT_FINITE,
        /// A sensitivity is below zero.
        NEGATIVE,
        /// A cell is not one of the grid's.
        OTHER_GRID,
        /// A bin lies before the earlier month or after the later one.
        OTHER_MONTH,
        /// No optimised cell is seen.
        NOTHING_SEEN,
        /// The innovation is not a number.
        INNOVATION,
        /// The error variance is not above zero.
        ERROR_VARIANCE;

        /// In metrics.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What became of a row.
    public sealed interface Outcome {
        /// It can be assimilated.
        record Usable(MonthRow row) implements Outcome {}

        /// It is left out.
        ///
        /// @param what the row's id and the number at fault
        record Rejected(Reason reason, String what) implements Outcome {}
    }

    /// @param optimised of each cell of the grid its place among the optimised ones, or -1 `[grid cells]`
    public RowSums(StateLayout layout, MonthShape earlier, MonthShape later, int[] optimised) {
        for (MonthShape month : new MonthShape[] {earlier, later})
            if (month.cells() != layout.cells() || month.parts() != layout.parts())
                throw new IllegalArgumentException(
                        "shape of " + month.parts() + " parts of " + month.cells() + " cells does not fit " + layout);
        if (earlier.firstBin() + earlier.bins() != later.firstBin())
            throw new IllegalArgumentException("month from bin " + later.firstBin() + " does not follow one of "
                    + earlier.bins() + " bins from " + earlier.firstBin());
        for (int place : optimised)
            if (place < -1 || place >= layout.cells())
                throw new IllegalArgumentException("mask has place " + place + " of " + layout.cells() + " cells");
        this.layout = layout;
        this.earlier = earlier;
        this.later = later;
        this.optimised = optimised.clone();
        this.sums = new double[2 * layout.columns()];
    }

    /// @param bins since 1970-01-01T00Z, one an entry
    /// @param cells of the grid, one an entry
    /// @param ppmPerFlux ppm per µmol m-2 s-1 kept over the bin and cell, one an entry
    /// @param offsets how the later month's background offsets add to the background, each 0 to 1 `[offsets]`
    /// @param innovation observed minus background minus prior (ppm)
    /// @param errorVariance ppm²
    public Outcome of(
            String id,
            Instant time,
            int[] bins,
            int[] cells,
            float[] ppmPerFlux,
            double[] offsets,
            double innovation,
            double errorVariance) {
        if (bins.length != cells.length || bins.length != ppmPerFlux.length || offsets.length != layout.offsets())
            throw new IllegalArgumentException("row of " + id + " has " + bins.length + " bins, " + cells.length
                    + " cells, " + ppmPerFlux.length + " values and " + offsets.length + " offsets, expected "
                    + layout.offsets());
        if (!Double.isFinite(innovation)) return rejected(Reason.INNOVATION, id, innovation);
        if (!(errorVariance > 0 && errorVariance < Double.POSITIVE_INFINITY))
            return rejected(Reason.ERROR_VARIANCE, id, errorVariance);
        Arrays.fill(sums, 0);
        for (int e = 0; e < bins.length; e++) {
            final float value = ppmPerFlux[e];
            if (!Float.isFinite(value)) return rejected(Reason.NOT_FINITE, id, value);
            if (value < 0) return rejected(Reason.NEGATIVE, id, value);
            if (cells[e] < 0 || cells[e] >= optimised.length) return rejected(Reason.OTHER_GRID, id, cells[e]);
            if (!earlier.has(bins[e]) && !later.has(bins[e])) return rejected(Reason.OTHER_MONTH, id, bins[e]);
            if (optimised[cells[e]] >= 0) sum(bins[e], optimised[cells[e]], value);
        }
        int seen = 0;
        for (double sum : sums) if (sum != 0) seen++;
        if (seen == 0) return rejected(Reason.NOTHING_SEEN, id, 0);
        for (int o = 0; o < offsets.length; o++) {
            if (!(offsets[o] >= 0 && offsets[o] <= 1)) return rejected(Reason.NOT_FINITE, id, offsets[o]);
            sums[layout.columns() + layout.offsetColumn(o)] = offsets[o];
        }
        return new Outcome.Usable(row(id, time, innovation, errorVariance));
    }

    /// What three-hourly fluxes of the optimised cells add at a row's receptor, ppm: `Σ ppm-per-flux(bin, c)
    /// f(bin, c)`.
    ///
    /// @param earlierFlux µmol m-2 s-1 `[bins * cells]`, the earlier month's
    /// @param laterFlux the later month's
    /// @throws IllegalArgumentException when the row has a bin or cell that the months or the grid have not
    public double simulated(int[] bins, int[] cells, float[] ppmPerFlux, float[] earlierFlux, float[] laterFlux) {
        if (earlierFlux.length != earlier.bins() * layout.cells() || laterFlux.length != later.bins() * layout.cells())
            throw new IllegalArgumentException("fluxes of " + earlierFlux.length + " and " + laterFlux.length
                    + " values, expected " + earlier.bins() + " and " + later.bins() + " bins of " + layout.cells()
                    + " cells");
        double sum = 0;
        for (int e = 0; e < bins.length; e++) {
            final boolean late = later.has(bins[e]);
            if (!late && !earlier.has(bins[e]) || cells[e] < 0 || cells[e] >= optimised.length)
                throw new IllegalArgumentException(
                        "row has bin " + bins[e] + " and cell " + cells[e] + ", of other months or another grid");
            final int cell = optimised[cells[e]];
            if (cell < 0) continue;
            final int bin = (int) (bins[e] - (late ? later : earlier).firstBin());
            sum += (double) ppmPerFlux[e] * (late ? laterFlux : earlierFlux)[bin * layout.cells() + cell];
        }
        return sum;
    }

    private static Outcome rejected(Reason reason, String id, double value) {
        return new Outcome.Rejected(reason, id + ": " + value);
    }

    private void sum(int bin, int cell, float value) {
        final boolean late = later.has(bin);
        final int month = late ? layout.columns() : 0;
        for (int part = 0; part < layout.parts(); part++)
            sums[month + layout.column(part, cell)] +=
                    (double) value * (late ? later : earlier).weight(part, bin, cell);
    }

    private MonthRow row(String id, Instant time, double innovation, double errorVariance) {
        int entries = 0;
        for (double sum : sums) if (sum != 0) entries++;
        final int[] columns = new int[entries];
        final double[] values = new double[entries];
        int e = 0;
        for (int c = 0; c < sums.length; c++)
            if (sums[c] != 0) {
                columns[e] = c;
                values[e++] = sums[c];
            }
        return new MonthRow(id, time, columns, values, innovation, errorVariance);
    }
}
