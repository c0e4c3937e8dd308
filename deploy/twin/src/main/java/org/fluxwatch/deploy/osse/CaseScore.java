package org.fluxwatch.deploy.osse;

import java.time.YearMonth;

/// A region's whole month under one prior and background against the truth, natural flux without fire, TgC per day.
///
/// @param seed of all that is true
/// @param prior name of the case
/// @param background name of it
record CaseScore(
        long seed,
        YearMonth month,
        String prior,
        String background,
        String region,
        double truth,
        double priorFlux,
        double posteriorFlux,
        double posteriorSpread) {
    double priorError() {
        return priorFlux - truth;
    }

    double posteriorError() {
        return posteriorFlux - truth;
    }

    boolean isCovered() {
        return Math.abs(posteriorError()) <= SpreadSums.HALF_WIDTH * posteriorSpread;
    }

    CaseScore with(String otherPrior, String otherBackground) {
        return new CaseScore(
                seed, month, otherPrior, otherBackground, region, truth, priorFlux, posteriorFlux, posteriorSpread);
    }
}
