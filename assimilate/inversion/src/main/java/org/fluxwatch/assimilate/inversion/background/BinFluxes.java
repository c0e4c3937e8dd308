package org.fluxwatch.assimilate.inversion.background;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.PriorFlux;

/// Surface fluxes as rows take them: all terms, means over a row's bins, a share of each cell. The bins
/// used last are kept. Not for several threads.
public final class BinFluxes {
    private static final int HOURS = Row.BIN_SECONDS / 3600;

    private final PriorFlux fluxes;
    private final float[] share;
    private final Map<Integer, float[]> kept;

    /// @param share of each cell's fluxes that counts, 0 to 1 `[cells]`
    /// @param bins kept; a horizon of n days needs 8 n + 8
    public BinFluxes(PriorFlux fluxes, float[] share, int bins) {
        this.fluxes = fluxes;
        this.share = share.clone();
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, float[]> eldest) {
                return size() > bins;
            }
        };
    }

    /// Natural, fossil and fire flux of a cell, µmol m-2 s-1.
    static float all(PriorFlux.Fields fields, int cell) {
        return fields.natural(cell) + fields.fossil()[cell] + fields.fire()[cell];
    }

    /// The share's mean flux of a bin, µmol m-2 s-1 `[cells]`; not to be changed.
    public float[] at(int bin) {
        return kept.computeIfAbsent(bin, this::mean);
    }

    private float[] mean(int bin) {
        final double[] sum = new double[share.length];
        final Instant begin = Row.begin(bin);
        for (int hour = 0; hour < HOURS; hour++) {
            final PriorFlux.Fields fields = fluxes.at(begin.plusSeconds(3600L * hour));
            for (int cell = 0; cell < sum.length; cell++) sum[cell] += all(fields, cell);
        }
        final float[] mean = new float[share.length];
        for (int cell = 0; cell < mean.length; cell++) mean[cell] = (float) (share[cell] * sum[cell] / HOURS);
        return mean;
    }

    /// What the fluxes are in an observation, ppm: `Σ_bins Σ_cells row x flux`.
    public double ppm(Row row) {
        double ppm = 0;
        float[] of = new float[0];
        for (int entry = 0; entry < row.size(); entry++) {
            if (entry == 0 || row.bins()[entry] != row.bins()[entry - 1]) of = at(row.bins()[entry]);
            ppm += (double) row.ppmPerFlux()[entry] * of[row.cells()[entry]];
        }
        return ppm;
    }
}
