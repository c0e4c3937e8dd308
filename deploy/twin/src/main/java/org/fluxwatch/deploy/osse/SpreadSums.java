package org.fluxwatch.deploy.osse;

/// Holds errors against the spread that was stated for them.
/// ```
/// ratio    = √(mean spread²) / √(mean error²)             1 for an honest ensemble, less for a sure one
/// coverage = share of |error| <= 1.645 spread             90 % for honest normal errors
/// ```
final class SpreadSums {
    /// Standard normal quantile of 0.95: half the width of a 90 % interval, in standard deviations.
    static final double HALF_WIDTH = 1.645;

    private double squaredSpreads;
    private double squaredErrors;
    private int covered;
    private int count;

    void add(double error, double spread) {
        squaredSpreads += spread * spread;
        squaredErrors += error * error;
        if (Math.abs(error) <= HALF_WIDTH * spread) covered++;
        count++;
    }

    /// Root mean square of the spreads.
    double spread() {
        return Math.sqrt(squaredSpreads / count);
    }

    double ratio() {
        return Math.sqrt(squaredSpreads / squaredErrors);
    }

    double coveragePercent() {
        return 100.0 * covered / count;
    }
}
