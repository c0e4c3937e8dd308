package org.fluxwatch.publish.monitoring;

import java.util.Locale;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Statistic;

/// What is off, in half a sentence.
final class Wording {
    private Wording() {}

    /// Such as `oco2 is off: mean of o - b +1.44 ppm (limits -0.62 to +0.71), on 2 of 10 days, in 2 of 2 modes`.
    static String of(Candidate candidate) {
        final Statistic statistic = candidate.check().statistic();
        return candidate.subject().sensor().label() + " is off: " + name(statistic) + " "
                + number(statistic, candidate.value()) + unit(statistic)
                + (candidate.pooledDays() > 1 ? " over its last " + candidate.pooledDays() + " observed days" : "")
                + " (" + limits(statistic, candidate.check().limits()) + "), out on "
                + candidate.daysOut() + " of its last " + candidate.daysLooked() + " observed days"
                + (candidate.subject().isOneMode()
                        ? ", in mode " + candidate.subject().mode()
                        : candidate.modes() > 1
                                ? ", in " + candidate.modesOut() + " of " + candidate.modes() + " modes"
                                : "");
    }

    private static String name(Statistic statistic) {
        return switch (statistic) {
            case OMB_MEAN -> "mean of o - b";
            case OMB_SD -> "standard deviation of o - b";
            case OMA_MEAN -> "mean of o - a";
            case CHI_SQUARE -> "chi-square";
            case GATED_SHARE -> "gated share";
            case COUNT -> "observations";
        };
    }

    private static String unit(Statistic statistic) {
        return switch (statistic) {
            case OMB_MEAN, OMB_SD, OMA_MEAN -> " ppm";
            case CHI_SQUARE, GATED_SHARE, COUNT -> "";
        };
    }

    private static String limits(Statistic statistic, Range limits) {
        return Double.isNaN(limits.low())
                ? "limit " + number(statistic, limits.high())
                : "limits " + number(statistic, limits.low()) + " to " + number(statistic, limits.high());
    }

    private static String number(Statistic statistic, double value) {
        final String format =
                switch (statistic) {
                    case OMB_MEAN, OMA_MEAN -> "%+.2f";
                    case OMB_SD, CHI_SQUARE, GATED_SHARE -> "%.2f";
                    case COUNT -> "%.0f";
                };
        return String.format(Locale.ROOT, format, value);
    }
}
