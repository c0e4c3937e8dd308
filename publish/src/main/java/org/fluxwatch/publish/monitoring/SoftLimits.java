package org.fluxwatch.publish.monitoring;

import java.util.List;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.DayAlarms.Statistics;
import org.fluxwatch.contract.record.DayAlarms.Watched;

/// Limits from what a subject was like on the last days on which it was observed and within limits.
/// ```
/// limits = m ± k √(max(s², s₀² + u²) + e²)
/// m, s   mean and standard deviation of 20 days, up to the seventh before this one, without the tenth that
///        is least and the tenth that is greatest; s is divided by what makes a Gaussian day have the same 0.84 %
///        chance to be beyond m ± 3 s, however many days there are: 0.66 of 20, which is what trimming leaves of the
///        deviation and fewer days know less well
/// s₀     least width of the statistic, so that days that happen to be alike do not make limits that any day breaks
/// u²     how much the usual sample's size lets the value vary by itself
/// e²     how much more than on a usual day the sample's size lets the value vary; 0 on a usual day
/// ```
/// Days that are out are not learnt from. When too few others are left, the last limits stay, so that a fault does not
/// become the usual by lasting.
///
/// After the automatic alarms of ECMWF (ECMWF Newsletters 162 and 174); s₀, u, e and the divisors are ours.
final class SoftLimits {
    /// Days that limits are made of.
    static final int DAYS = 20;

    /// Fewer of them give no limits.
    static final int LEAST_DAYS = 10;

    /// What s is divided by, of 10 to 20 days; of 400,000 samples each, to 0.002.
    private static final double[] TRIMMED = {0.552, 0.598, 0.633, 0.665, 0.688, 0.713, 0.738, 0.754, 0.770, 0.788, 0.660
    };

    /// Last days that nothing is learnt from yet, once there are others: a fault that each day is just within limits
    /// would widen them before the mean of some days tells.
    private static final int GUARD_DAYS = 6;

    private SoftLimits() {}

    /// @param past of the days before that may be learnt from, the latest last
    /// @param today whose sample's size counts
    static Range of(Statistic statistic, List<Statistics> past, Statistics today) {
        final List<Statistics> having =
                past.stream().filter(day -> !Double.isNaN(day.value(statistic))).toList();
        if (having.size() < LEAST_DAYS) return Range.UNKNOWN;
        final int learnt = Math.max(LEAST_DAYS, having.size() - GUARD_DAYS);
        final List<Statistics> last = having.subList(Math.max(0, learnt - DAYS), learnt);
        final double[] trimmed = Moments.trimmed(
                last.stream().mapToDouble(day -> day.value(statistic)).toArray(), last.size() / 10);
        final double mean = Moments.mean(trimmed);
        final double sd = Moments.sd(trimmed) / TRIMMED[last.size() - LEAST_DAYS];
        final double ofOne = ofOne(statistic, last, mean);
        final double usual =
                Moments.median(last.stream().mapToDouble(Statistics::count).toArray());
        final double least = leastWidth(statistic) * leastWidth(statistic) + ofOne / usual;
        final double more = ofOne * Math.max(0, 1.0 / today.count() - 1.0 / usual);
        final double width = widths(statistic) * Math.sqrt(Math.max(sd * sd, least) + more);
        return switch (statistic) {
            case OMB_MEAN, OMA_MEAN -> new Range(mean - width, mean + width);
            case OMB_SD, CHI_SQUARE, GATED_SHARE -> new Range(Double.NaN, mean + width);
            case COUNT -> Range.UNKNOWN; // clouds and orbits move it by more than any fault but silence
        };
    }

    /// The limits of the last days on which the subject was observed, for when too few of them may be learnt from:
    /// the narrowest, as a day of few observations has wider ones. Unknown where none of the days had any.
    ///
    /// @param observed days before, ascending
    static Range last(Statistic statistic, List<Watched> observed) {
        Range narrowest = Range.UNKNOWN;
        for (Watched day : observed.subList(Math.max(0, observed.size() - DAYS), observed.size())) {
            final Range soft = day.check(statistic).soft();
            if (soft.hasLimit() && !(width(soft) >= width(narrowest))) narrowest = soft;
        }
        return narrowest;
    }

    private static double width(Range range) {
        return Double.isNaN(range.low()) ? range.high() : range.high() - range.low();
    }

    /// k.
    private static double widths(Statistic statistic) {
        return switch (statistic) {
            case OMB_MEAN, OMA_MEAN -> 3;
            case OMB_SD, CHI_SQUARE, GATED_SHARE, COUNT -> 4; // skewed
        };
    }

    /// s₀, in the statistic's unit.
    private static double leastWidth(Statistic statistic) {
        return switch (statistic) {
            case OMB_MEAN -> 0.25;
            case OMA_MEAN -> 0.15;
            case OMB_SD -> 0.2;
            case CHI_SQUARE -> 0.3;
            case GATED_SHARE -> 0.03;
            case COUNT -> 1;
        };
    }

    /// What the sample's size is divided into for u² and, as 1/n - 1/n₀ with n₀ the usual size, for e²: of a mean the
    /// variance of an observation, v; of a standard deviation half as much; of chi-square of mean c, 2c²; of a
    /// share p, p(1 - p).
    private static double ofOne(Statistic statistic, List<Statistics> past, double mean) {
        final double sd = Moments.median(past.stream()
                .mapToDouble(Statistics::ombSdPpm)
                .filter(value -> !Double.isNaN(value))
                .toArray());
        final double variance = Double.isNaN(sd) ? 1 : sd * sd;
        return switch (statistic) {
            case OMB_MEAN, OMA_MEAN -> variance;
            case OMB_SD -> 0.5 * variance;
            case CHI_SQUARE -> 2 * mean * mean;
            case GATED_SHARE -> Math.max(mean, 0.05) * (1 - mean);
            case COUNT -> 0;
        };
    }
}
