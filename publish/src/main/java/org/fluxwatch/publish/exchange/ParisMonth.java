package org.fluxwatch.publish.exchange;

import java.time.LocalDate;

/// What the exchange format has of a month. Fields in umol m-2 s-1 `[ny*nx]`, totals of carbon in TgC per day; NaN for
/// what is not known.
///
/// @param end the day after the last
/// @param prior total flux: natural, fossil and fire
/// @param posterior likewise
/// @param totals by region
/// @param covariance of the posterior totals, (TgC per day)²
record ParisMonth(
        LocalDate begin,
        LocalDate end,
        double[] prior,
        double[] posterior,
        double[] priorSpread,
        double[] posteriorSpread,
        Totals totals,
        double[][] covariance) {
    /// Of regions `[regions]`, TgC per day.
    record Totals(
            String[] regions, double[] prior, double[] posterior, double[] priorSpread, double[] posteriorSpread) {}
}
