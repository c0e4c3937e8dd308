package org.fluxwatch.deploy.osse;

import java.time.YearMonth;

/// A region's month against the truth, natural flux without fire, mean of the days that are in, TgC per day.
///
/// @param seed of all that is true
/// @param degreesOfFreedom of the whole month's estimate
record InversionScore(
        long seed,
        YearMonth month,
        String region,
        double truth,
        double prior,
        double priorSpread,
        double posterior,
        double posteriorSpread,
        int used,
        double chiSquare,
        double degreesOfFreedom) {
    /// Of a normal distribution 90 % lie within so many standard deviations.
    private static final double NINETY_PERCENT = 1.6449;

    double priorError() {
        return prior - truth;
    }

    double posteriorError() {
        return posterior - truth;
    }

    boolean isCovered() {
        return Math.abs(posteriorError()) <= NINETY_PERCENT * posteriorSpread;
    }
}
