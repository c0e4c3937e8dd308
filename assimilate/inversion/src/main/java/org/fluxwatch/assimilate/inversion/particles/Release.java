package org.fluxwatch.assimilate.inversion.particles;

import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Sets particles free where a receptor looks: each cell's share of them by its weight, spread over its air by the
/// additive recurrence of the plastic number's kin (Roberts 2018), shifted at random. Low air gets more of them
/// than its weight says, as it meets the ground sooner.
final class Release {
    /// Share of the particles that low air gets.
    private static final double LOW_PARTICLES = 0.6;

    /// Share of the column's air that is low.
    private static final double LOW_AIR = 0.3;

    private static final double STEP_X = 0.819_172_513_396_164_4;
    private static final double STEP_Y = 0.671_043_606_703_789_2;
    private static final double STEP_Z = 0.549_700_477_901_970_3;

    private final FlowLayout layout;
    private final boolean[] low;

    Release(FlowLayout layout) {
        this.layout = layout;
        final SigmaLevels levels = layout.levels();
        low = new boolean[levels.nz()];
        for (int k = 0; k < low.length; k++)
            low[k] = 1 - 0.5 * (levels.edges().get(k) + levels.edges().get(k + 1)) < LOW_AIR;
    }

    /// @param particles about how many; a cell with any weight gets one at least
    void into(Cloud cloud, StateWeights weights, int particles, long key) {
        final double lowWeight = total(weights, true);
        final double highWeight = total(weights, false);
        final double all = lowWeight + highWeight;
        if (!(all > 0 && all < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("absolute weights sum to " + all + ", expected a finite value above 0");
        final double lowShare = lowWeight == 0 ? 0 : highWeight == 0 ? 1 : LOW_PARTICLES;
        cloud.clear(particles + weights.weights().length);
        final int nz = weights.nz();
        for (int at = 0; at < weights.weights().length; at++) {
            final double weight = weights.weights()[at];
            if (weight == 0) continue;
            final boolean isLow = low[at % nz];
            final double share = Math.abs(weight) * (isLow ? lowShare / lowWeight : (1 - lowShare) / highWeight);
            final int count = (int) Math.max(1, Math.round(particles * share));
            fill(cloud, weights.columns()[at / nz], at % nz, count, weight / count, Draw.bits(key, at));
        }
    }

    private double total(StateWeights weights, boolean ofLow) {
        double total = 0;
        for (int at = 0; at < weights.weights().length; at++)
            if (low[at % weights.nz()] == ofLow) total += Math.abs(weights.weights()[at]);
        return total;
    }

    private void fill(Cloud cloud, int cell, int level, int count, double share, long bits) {
        final int nx = layout.grid().nx();
        final int column = layout.column(cell % nx, cell / nx);
        double x = Draw.unit(bits);
        double y = Draw.unit(bits >>> 20);
        double z = Draw.unit(bits >>> 40);
        for (int n = 0; n < count; n++) {
            cloud.add(column, level, inside(x), inside(y), inside(z), (float) share);
            x = (x + STEP_X) % 1;
            y = (y + STEP_Y) % 1;
            z = (z + STEP_Z) % 1;
        }
    }

    private static float inside(double share) {
        return Math.min((float) share, Math.nextDown(1f));
    }
}
