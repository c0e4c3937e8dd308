package org.fluxwatch.publish.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Check;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.DayAlarms.Watched;
import org.fluxwatch.contract.record.Sensor;

/// A sensor's, or one of its modes', statistics of a day and their limits as a program gets them.
///
/// @param limits by statistic; without those that have none
public record WatchedView(
        Sensor sensor,
        String mode,
        int count,
        double gatedShare,
        double ombMean,
        double ombSd,
        double omaMean,
        double omaSd,
        double chiSquare,
        Map<String, Limits> limits) {
    /// Each low and high; null where there is none on that side.
    public record Limits(double[] soft, double[] hard) {}

    public static List<WatchedView> of(DayAlarms day) {
        return day.watched().stream().map(WatchedView::of).toList();
    }

    private static WatchedView of(Watched watched) {
        final var statistics = watched.statistics();
        final Map<String, Limits> limits = new LinkedHashMap<>();
        for (Check check : watched.checks())
            if (check.soft().hasLimit() || check.hard().hasLimit())
                limits.put(name(check.statistic()), new Limits(pair(check.soft()), pair(check.hard())));
        return new WatchedView(
                watched.sensor(),
                watched.mode(),
                statistics.count(),
                statistics.gatedShare(),
                statistics.ombMeanPpm(),
                statistics.ombSdPpm(),
                statistics.omaMeanPpm(),
                statistics.omaSdPpm(),
                statistics.chiSquare(),
                limits);
    }

    static double[] pair(Range range) {
        return new double[] {range.low(), range.high()};
    }

    /// Such as `ombMean`.
    private static String name(Statistic statistic) {
        final String[] words = statistic.label().split("-", -1);
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }
}
