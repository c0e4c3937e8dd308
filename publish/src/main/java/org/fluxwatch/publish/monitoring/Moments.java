package org.fluxwatch.publish.monitoring;

import java.util.Arrays;

/// Means and standard deviations; NaN of too few values.
final class Moments {
    private Moments() {}

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    static double sd(double[] values) {
        if (values.length < 2) return Double.NaN;
        final double mean = mean(values);
        double sum = 0;
        for (double value : values) sum += (value - mean) * (value - mean);
        return Math.sqrt(sum / (values.length - 1));
    }

    static double median(double[] values) {
        if (values.length == 0) return Double.NaN;
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
    }

    /// Without as many of the least as of the greatest, in rising order.
    static double[] trimmed(double[] values, int each) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.copyOfRange(sorted, each, sorted.length - each);
    }
}
