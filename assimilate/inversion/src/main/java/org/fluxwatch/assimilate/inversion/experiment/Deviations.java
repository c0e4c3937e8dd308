package org.fluxwatch.assimilate.inversion.experiment;

import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Deviation;
import org.fluxwatch.assimilate.model.score.ScoreSums;

/// How far cases are from each other. The MEGA paper gives "mean relative deviations" (4.1) and no formula.
final class Deviations {
    private Deviations() {}

    /// @param region place in the totals
    /// @param set of two cases or more
    static Deviation of(String name, String regionName, int region, List<ExperimentReport.Case> set) {
        final double[][] net = new double[set.size()][];
        for (int s = 0; s < net.length; s++)
            net[s] = set.get(s).months().stream()
                    .mapToDouble(month -> month.regions().get(region).posteriorNet())
                    .toArray();
        double difference = 0;
        double size = 0;
        for (int m = 0; m < net[0].length; m++) {
            final int month = m;
            final double mean =
                    Arrays.stream(net).mapToDouble(of -> of[month]).average().orElseThrow();
            for (double[] of : net) {
                difference += Math.abs(of[m] - mean);
                size += Math.abs(mean);
            }
        }
        double least = Double.NaN;
        for (int s = 0; s < net.length; s++)
            for (int other = s + 1; other < net.length; other++) {
                final double r = correlation(net[s], net[other]);
                if (!(r >= least)) least = Double.isNaN(r) ? least : r;
            }
        return new Deviation(name, regionName, net.length, size > 0 ? 100 * difference / size : Double.NaN, least);
    }

    private static double correlation(double[] one, double[] other) {
        final ScoreSums sums = new ScoreSums();
        for (int m = 0; m < one.length; m++) sums.add(one[m], other[m]);
        return sums.scores().correlation();
    }
}
