package org.fluxwatch.deploy.osse;

import java.util.Collection;

/// A mean over independent values.
///
/// @param standardError of the mean; NaN of one value
record Means(double mean, double standardError) {
    static Means of(Collection<Double> values) {
        double sum = 0;
        for (double value : values) sum += value;
        final double mean = sum / values.size();
        double squares = 0;
        for (double value : values) squares += (value - mean) * (value - mean);
        return new Means(mean, Math.sqrt(squares / (values.size() - 1) / values.size()));
    }
}
