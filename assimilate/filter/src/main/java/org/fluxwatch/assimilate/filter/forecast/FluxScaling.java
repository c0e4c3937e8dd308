package org.fluxwatch.assimilate.filter.forecast;

import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.model.PriorFlux;

/// What two factors a member on release and uptake make of any part of the prior's natural flux: of an hour, or of the
/// ocean's. With f_r, f_u over the members
/// ```
/// mean  = E(f_r) R + E(f_u) U
/// var   = R² var(f_r) + 2 R U cov(f_r, f_u) + U² var(f_u)          N - 1
/// ```
public final class FluxScaling {
    private final double[] meanRelease;
    private final double[] meanUptake;
    private final double[] varianceRelease;
    private final double[] covariance;
    private final double[] varianceUptake;

    private FluxScaling(int cells) {
        meanRelease = new double[cells];
        meanUptake = new double[cells];
        varianceRelease = new double[cells];
        covariance = new double[cells];
        varianceUptake = new double[cells];
    }

    /// @param rows flux rows of a cell in the state
    /// @param release row of the factor on release; that on uptake is the next
    static FluxScaling of(EnsembleState state, int cells, int rows, int release) {
        final FluxScaling scaling = new FluxScaling(cells);
        final Lanes lanes = state.lanes();
        for (int c = 0; c < cells; c++) {
            final int r = (c * rows + release) * lanes.stride();
            scaling.add(c, lanes, state.fluxRows(), r, r + lanes.stride());
        }
        return scaling;
    }

    private void add(int c, Lanes lanes, float[] rows, int r, int u) {
        meanRelease[c] = lanes.mean(rows, r);
        meanUptake[c] = lanes.mean(rows, u);
        double rr = 0;
        double ru = 0;
        double uu = 0;
        for (int n = 0; n < lanes.members(); n++) {
            final double dr = rows[r + n] - meanRelease[c];
            final double du = rows[u + n] - meanUptake[c];
            rr += dr * dr;
            ru += dr * du;
            uu += du * du;
        }
        varianceRelease[c] = rr / (lanes.members() - 1);
        covariance[c] = ru / (lanes.members() - 1);
        varianceUptake[c] = uu / (lanes.members() - 1);
    }

    /// @param prior the part, µmol m-2 s-1 `[cells]`
    public FluxMoments of(PriorFlux.Natural prior) {
        final float[] mean = new float[meanRelease.length];
        final float[] spread = new float[meanRelease.length];
        for (int c = 0; c < mean.length; c++) {
            final double r = prior.release()[c];
            final double u = prior.uptake()[c];
            mean[c] = (float) (meanRelease[c] * r + meanUptake[c] * u);
            final double variance = r * r * varianceRelease[c] + 2 * r * u * covariance[c] + u * u * varianceUptake[c];
            spread[c] = (float) Math.sqrt(Math.max(0, variance));
        }
        return new FluxMoments(mean, spread);
    }
}
