package org.fluxwatch.deploy.osse;

import java.util.Collection;

/// A mean over independent values.
///
/// @param standardDeviation of a value, N - 1; NaN of one value
record Means(int count, double mean, double standardDeviation) {
    static Means of(Collection<Double> values) {
        double sum = 0;
        for (double value : values) sum += value;
        final double mean = sum / values.size();
        double squares = 0;
        for (double value : values) squares += (value - mean) * (value - mean);
        return new Means(values.size(), mean, Math.sqrt(squares / (values.size() - 1)));
    }

    /// Of the mean; NaN of one value.
    double standardError() {
        return standardDeviation / Math.sqrt(count);
    }
}
