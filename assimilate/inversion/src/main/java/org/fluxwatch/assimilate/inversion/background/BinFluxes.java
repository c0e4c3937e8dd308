package org.fluxwatch.assimilate.inversion.background;

import java.time.Instant;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.LastUsed;
import org.fluxwatch.assimilate.model.PriorFlux;

/// Surface fluxes as rows take them: all terms, means over a row's bins, a share of each cell. The bins used
/// last are kept. Not for several threads.
public final class BinFluxes {
    private static final int QUARTER_SECONDS = 900;
    private static final int QUARTERS = Row.BIN_SECONDS / QUARTER_SECONDS;

    private final PriorFlux fluxes;
    private final float[] share;
    private final LastUsed<Part, float[]> kept;

    /// The first quarters of an hour of a bin.
    private record Part(int bin, int quarters) {}

    /// @param share of each cell's fluxes that counts, 0 to 1 `[cells]`
    /// @param bins kept; a horizon of n days needs 8 n + 16
    public BinFluxes(PriorFlux fluxes, float[] share, int bins) {
        this.fluxes = fluxes;
        this.share = share.clone();
        kept = new LastUsed<>(bins);
    }

    /// Natural, fossil and fire flux of a cell, µmol m-2 s-1.
    static float all(PriorFlux.Fields fields, int cell) {
        return fields.natural(cell) + fields.fossil()[cell] + fields.fire()[cell];
    }

    /// The share's mean flux of a bin, µmol m-2 s-1 `[cells]`; not to be changed.
    public float[] at(int bin) {
        return at(bin, QUARTERS);
    }

    private float[] at(int bin, int quarters) {
        return kept.of(new Part(bin, quarters), this::mean);
    }

    private float[] mean(Part part) {
        final double[] sum = new double[share.length];
        final Instant begin = Row.begin(part.bin());
        for (int from = 0; from < part.quarters(); from += 4) {
            final PriorFlux.Fields fields = fluxes.at(begin.plusSeconds((long) QUARTER_SECONDS * from));
            final double weight = (double) Math.min(4, part.quarters() - from) / part.quarters();
            for (int cell = 0; cell < sum.length; cell++) sum[cell] += weight * all(fields, cell);
        }
        final float[] mean = new float[share.length];
        for (int cell = 0; cell < mean.length; cell++) mean[cell] = (float) (share[cell] * sum[cell]);
        return mean;
    }

    /// What the fluxes are in an observation, ppm: `Σ_bins Σ_cells row x flux`. In the observation's own bin it is the
    /// mean of what was before it that counts, to the quarter of an hour that rows begin at.
    public double ppm(Row row) {
        final long last = row.time().getEpochSecond();
        double ppm = 0;
        float[] of = new float[0];
        for (int entry = 0; entry < row.size(); entry++) {
            final int bin = row.bins()[entry];
            if (entry == 0 || bin != row.bins()[entry - 1]) {
                final double quarters = (double) (last - Row.begin(bin).getEpochSecond()) / QUARTER_SECONDS;
                of = at(bin, Math.clamp(Math.round(quarters), 1, QUARTERS));
            }
            ppm += (double) row.ppmPerFlux()[entry] * of[row.cells()[entry]];
        }
        return ppm;
    }
}
