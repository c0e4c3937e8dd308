package org.fluxwatch.deploy.osse;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.deploy.osse.OsseReport.DayScore;

/// The figures of several filters on the same files, a column each.
final class SideBySide {
    private final List<TrialReport> trials;

    /// @param values one a filter
    record Row(String name, List<String> values) {}

    SideBySide(List<TrialReport> trials) {
        this.trials = trials;
    }

    List<String> names() {
        return trials.stream().map(TrialReport::name).toList();
    }

    List<Row> rows() {
        return List.of(
                row("scored days", "%.0f", TrialReport::scoredDays),
                row(
                        "regional fluxes, daily: RMSE cut, %",
                        "%.0f", t -> filter(t).regionalDaily().cutPercent()),
                row(
                        "regional fluxes, whole period: RMSE cut, %",
                        "%.0f", t -> filter(t).regionalPeriod().cutPercent()),
                row(
                        "land cells, daily: RMSE cut, %",
                        "%.0f", t -> filter(t).grid().cutPercent()),
                row("regional fluxes, daily, smoothed: RMSE cut, %", "%.0f", SideBySide::smoothedCut),
                row("superobservations assimilated", "%.0f", t -> count(t, "assimilated")),
                row("superobservations gated", "%.0f", t -> count(t, "gated")),
                row("superobservations withheld", "%.0f", t -> count(t, "withheld")),
                row("XCO2 against the withheld, RMSE ppm: CTRL", "%.3f", t -> laneRmse(t, "CTRL")),
                row("  FC", "%.3f", t -> laneRmse(t, "FC")),
                row("  AN", "%.3f", t -> laneRmse(t, "AN")),
                row("chi-square of the departures", "%.2f", t -> t.report()
                        .headline()
                        .chiSquare()),
                row("spread / RMSE of regional fluxes", "%.2f", t -> filter(t).spreadRatio()),
                row("truth in the 90 % intervals, %", "%.0f", t -> filter(t).coveragePercent()));
    }

    private static OsseReport.FluxSkill filter(TrialReport trial) {
        return trial.report().headline().filter();
    }

    /// NaN without a smoother.
    private static double smoothedCut(TrialReport trial) {
        final OsseReport.FluxSkill smoothed = trial.report().headline().smoothed();
        return smoothed == null ? Double.NaN : smoothed.regionalDaily().cutPercent();
    }

    private Row row(String name, String format, ToDoubleFunction<TrialReport> value) {
        return new Row(
                name,
                trials.stream()
                        .map(trial -> figure(format, value.applyAsDouble(trial)))
                        .toList());
    }

    static String figure(String format, double value) {
        if (!Double.isFinite(value)) return Figures.NONE;
        final String text = String.format(Locale.ROOT, format, value);
        return text.equals("-0") ? "0" : text;
    }

    /// Over the scored days.
    private static double count(TrialReport trial, String status) {
        int count = 0;
        for (DayScore day : trial.report().days())
            if (!day.day().isBefore(trial.report().setup().scoredFrom()))
                count += day.counts().get(status);
        return count;
    }

    private static double laneRmse(TrialReport trial, String name) {
        return trial.report().lanes().stream()
                .filter(lane -> lane.lane().equals(name))
                .mapToDouble(lane -> lane.scores().rmsePpm())
                .findFirst()
                .orElse(Double.NaN);
    }
}
