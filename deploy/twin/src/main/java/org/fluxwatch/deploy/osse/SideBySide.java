package org.fluxwatch.deploy.osse;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.deploy.osse.OsseReport.DayScore;

/// The figures of several filters on the same files, a column each.
final class SideBySide {
    private final List<TrialReport> trials;

    /// @param name of the figure; one that goes on where the last stopped begins with blanks
    /// @param decimals that are worth showing
    /// @param values one a filter; NaN where there is none
    record Row(String name, int decimals, List<Double> values) {
        List<String> texts() {
            return values.stream().map(this::text).toList();
        }

        private String text(double value) {
            if (!Double.isFinite(value)) return Figures.NONE;
            final String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
            return text.equals("-0") ? "0" : text;
        }
    }

    SideBySide(List<TrialReport> trials) {
        this.trials = trials;
    }

    List<String> names() {
        return trials.stream().map(TrialReport::name).toList();
    }

    List<Row> rows() {
        return List.of(
                row("scored days", 0, TrialReport::scoredDays),
                row(
                        "regional fluxes, daily: RMSE cut, %",
                        0, t -> filter(t).regionalDaily().cutPercent()),
                row(
                        "regional fluxes, whole period: RMSE cut, %",
                        0, t -> filter(t).regionalPeriod().cutPercent()),
                row("land cells, daily: RMSE cut, %", 0, t -> filter(t).grid().cutPercent()),
                row("regional fluxes, daily, smoothed: RMSE cut, %", 0, SideBySide::smoothedCut),
                row("superobservations assimilated", 0, t -> count(t, "assimilated")),
                row("superobservations gated", 0, t -> count(t, "gated")),
                row("superobservations withheld", 0, t -> count(t, "withheld")),
                row("XCO2 against the withheld, RMSE ppm: CTRL", 3, t -> laneRmse(t, "CTRL")),
                row("  FC", 3, t -> laneRmse(t, "FC")),
                row("  AN", 3, t -> laneRmse(t, "AN")),
                row("chi-square of the departures", 2, t -> t.report()
                        .headline()
                        .chiSquare()),
                row("spread / RMSE of regional fluxes", 2, t -> filter(t).spreadRatio()),
                row("truth in the 90 % intervals, %", 0, t -> filter(t).coveragePercent()));
    }

    private static OsseReport.FluxSkill filter(TrialReport trial) {
        return trial.report().headline().filter();
    }

    /// NaN without a smoother.
    private static double smoothedCut(TrialReport trial) {
        final OsseReport.FluxSkill smoothed = trial.report().headline().smoothed();
        return smoothed == null ? Double.NaN : smoothed.regionalDaily().cutPercent();
    }

    private Row row(String name, int decimals, ToDoubleFunction<TrialReport> value) {
        return new Row(name, decimals, trials.stream().map(value::applyAsDouble).toList());
    }

    /// Over the scored days.
    private static double count(TrialReport trial, String status) {
        int count = 0;
        for (DayScore day : trial.report().days())
            if (!day.day().isBefore(trial.report().setup().scoredFrom())) count += day.count(status);
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
