package org.fluxwatch.assimilate.inversion.solve;

import java.util.Arrays;
import java.util.List;

/// Totals of regions over several months, as of a year: what the closed months have of them, as a function of the
/// month that is still open. Months are correlated after the observations, so a year's variance is not the sum
/// of its months'.
/// ```
/// f | s ~ N(a + g's, V)      of the pair (1, 2):  E(s1|s2) = A11^-1 (b1 - A12 s2),  cov(s1|s2) = A11^-1
/// g <- -A21 A11^-1 (g + w1)   V <- V + (g + w1)' A11^-1 (g + w1)
/// ```
/// @param constants a, in the regions' unit `[regions]`
/// @param slopes g, for the open month's s, in units of its prior deviations `[regions][columns]`
/// @param covariance V `[regions][regions]`
public record RunningTotals(double[] constants, double[][] slopes, double[][] covariance) {
    /// Totals with their covariance.
    ///
    /// @param mean `[regions]`
    /// @param covariance `[regions][regions]`
    public record Totals(double[] mean, double[][] covariance) {}

    /// No month yet.
    public static RunningTotals none(int regions, StateLayout layout) {
        return new RunningTotals(
                new double[regions], new double[regions][layout.columns()], new double[regions][regions]);
    }

    /// With the earlier month of a pair closed, and counted.
    ///
    /// @param weights of the earlier month's cells
    RunningTotals closed(PairSystem system, Panel mean, RegionWeights weights) {
        final double[][] grown = grown(system, Month.EARLIER, weights);
        final List<Panel> panels = RegionCovariance.panels(system, Month.EARLIER, grown);
        final StateLayout layout = system.layout();
        final int open = layout.tiles() * Tiles.SIZE;
        for (Panel panel : panels) {
            system.cholesky().forward(panel, 0, layout.tiles());
            system.cholesky().reduce(panel, layout.tiles());
        }
        final double[][] next = new double[grown.length][layout.columns()];
        final double[] constant = constants.clone();
        for (int r = 0; r < grown.length; r++)
            for (int c = 0; c < layout.columns(); c++) {
                next[r][c] = panels.get(r / Tiles.SIZE).get(open + c, r % Tiles.SIZE);
                constant[r] += grown[r][c] * mean.get(c, 0) - next[r][c] * mean.get(open + c, 0);
            }
        for (Panel panel : panels) Arrays.fill(panel.values(), open * Tiles.SIZE, panel.values().length, 0);
        return new RunningTotals(constant, next, sum(covariance, RegionCovariance.products(panels, grown.length)));
    }

    /// With a month of the pair counted: the later one, or the earlier one when these totals are of before it.
    Totals with(PairSystem system, Panel mean, Month month, RegionWeights weights) {
        final double[][] grown = grown(system, month, weights);
        final int first = month.firstTile(system.layout()) * Tiles.SIZE;
        final double[] totals = constants.clone();
        for (int r = 0; r < grown.length; r++)
            for (int c = 0; c < grown[r].length; c++)
                totals[r] = Math.fma(grown[r][c], mean.get(first + c, 0), totals[r]);
        return new Totals(totals, sum(covariance, RegionCovariance.of(system, month, grown)));
    }

    private double[][] grown(PairSystem system, Month month, RegionWeights weights) {
        if (weights.count() != constants.length)
            throw new IllegalArgumentException(
                    weights.count() + " regions, but totals of " + constants.length + " were kept");
        return sum(slopes, weights.scaled(system.layout(), system.deviations(month)));
    }

    private static double[][] sum(double[][] a, double[][] b) {
        final double[][] sum = new double[a.length][];
        for (int r = 0; r < a.length; r++) {
            sum[r] = a[r].clone();
            for (int c = 0; c < a[r].length; c++) sum[r][c] += b[r][c];
        }
        return sum;
    }
}
