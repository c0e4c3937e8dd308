package org.fluxwatch.publish.comparison;

import java.time.YearMonth;

/// Natural flux of a region without fire (biosphere and ocean), mean over a month, by both methods; TgC per day,
/// positive to the air.
///
/// @param filter name of the filter's domain
/// @param inversion name of the inversion's domain
/// @param filterDays days of the month that the filter's mean is of
/// @param inversionDays days of the month whose observations the inversion has
/// @param isFinal whether no further observation has a say in the inversion's
/// @param filterUncertainty standard deviation over members of their means over the month; of days without totals of
///     members the mean of the daily spreads, which is no less
/// @param inversionUncertainty standard deviation of the posterior
/// @param difference inversion less filter
/// @param jointUncertainty of the difference, the errors of both taken as independent
/// @param sigmas difference in units of it
/// @param sameWinds whether the winds of both are of one product: then errors of transport are common to both, and
///     agreement proves less
/// @param independentRows whether the inversion's rows are read from files, of a transport of their own
public record MethodDifference(
        String filter,
        String inversion,
        String region,
        YearMonth month,
        int filterDays,
        int inversionDays,
        boolean isFinal,
        double filterFlux,
        double filterUncertainty,
        double inversionFlux,
        double inversionUncertainty,
        double difference,
        double jointUncertainty,
        double sigmas,
        boolean sameWinds,
        boolean independentRows) {}
