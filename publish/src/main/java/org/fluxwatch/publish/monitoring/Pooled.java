package org.fluxwatch.publish.monitoring;

import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.record.DayAlarms.Check;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.DayAlarms.Watched;

/// The mean departure over the last 3 or 6 days on which a subject was observed, against limits that are nearer by the
/// square root of the days: what a fault that lasts cannot hide from, and a front passes under. It takes 1.3
/// half-widths, or 3.9 standard deviations of days that are independent, since weather makes days
/// alike.
///
/// @param value mean of the days' means of o - b, ppm
/// @param days how many
record Pooled(double value, Check check, int days) {
    private static final int[] DAYS = {3, 6};

    private static final double SLIGHT = 1.3;
    private static final double CONSIDERABLE = 2;

    /// Half-widths of its own limits that the last day has to be beside their middle by.
    private static final double LEAST_OF_THE_DAY = 0.5;

    /// Empty where it is within limits, or where not all of the days have any.
    ///
    /// @param observed ascending
    static Optional<Pooled> of(List<Watched> observed) {
        for (int days : DAYS) {
            final Optional<Pooled> out = of(observed, days);
            if (out.isPresent()) return out;
        }
        return Optional.empty();
    }

    private static Optional<Pooled> of(List<Watched> observed, int days) {
        if (observed.size() < days) return Optional.empty();
        double value = 0;
        double low = 0;
        double high = 0;
        for (Watched day : observed.subList(observed.size() - days, observed.size())) {
            final Range soft = day.check(Statistic.OMB_MEAN).soft();
            value += day.statistics().ombMeanPpm() / days;
            low += soft.low() / days;
            high += soft.high() / days;
        }
        final double middle = 0.5 * (low + high);
        final double half = 0.5 * (high - low) / Math.sqrt(days);
        final double excess = Math.abs(value - middle) / half; // NaN where a day has no limits
        if (!(excess >= SLIGHT) || !isStillOnThatSide(observed.getLast(), value - middle)) return Optional.empty();
        return Optional.of(new Pooled(
                value,
                new Check(
                        Statistic.OMB_MEAN,
                        new Range(middle - SLIGHT * half, middle + SLIGHT * half),
                        Range.UNKNOWN,
                        excess < CONSIDERABLE ? Severity.SLIGHT : Severity.CONSIDERABLE),
                days));
    }

    /// What a day that was far out leaves behind in the mean is no news.
    private static boolean isStillOnThatSide(Watched day, double side) {
        final double excess = Excess.of(
                day.statistics().ombMeanPpm(), day.check(Statistic.OMB_MEAN).soft());
        return excess * Math.signum(side) >= LEAST_OF_THE_DAY;
    }
}
