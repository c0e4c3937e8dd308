package org.fluxwatch.deploy.osse;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.deploy.osse.OsseReport.DayScore;
import org.fluxwatch.deploy.osse.OsseReport.RegionDay;

/// Line diagrams over the days: fluxes of each region, error of land cells, chi-square.
final class DayCharts {
    private static final double WIDTH = 350;
    private static final double HEIGHT = 190;
    private static final String X_LABEL = "day of the run";

    private final OsseReport report;
    private final List<DayScore> days;
    private final List<DayScore> besides;
    private final String besideName;

    /// @param trials the first with its interval, the second, if there is one, as a line
    DayCharts(List<TrialReport> trials) {
        report = trials.getFirst().report();
        days = report.days();
        besides = trials.size() > 1 ? trials.get(1).report().days() : List.of();
        besideName = trials.size() > 1 ? trials.get(1).name() : "";
    }

    String html() {
        if (days.isEmpty()) return "<p>No day was analysed.</p>";
        final StringBuilder html = new StringBuilder("<p class='key'><span>black: truth</span>"
                + "<span>orange, dashed: prior</span><span>blue: analysis with its 90 % interval</span>"
                + (besides.isEmpty() ? "" : "<span>purple: analysis of " + Html.text(besideName) + "</span>")
                + "<span>dotted: end of spin-up, goals</span></p><div class='charts'>");
        html.append(landCells()).append(chiSquare()).append(used());
        for (int r = 0; r < days.getFirst().regions().size(); r++) html.append(region(r));
        return html.append("</div>").toString();
    }

    private double[] series(ToDoubleFunction<DayScore> value) {
        return days.stream().mapToDouble(value).toArray();
    }

    private double[] beside(ToDoubleFunction<DayScore> value) {
        return besides.stream().mapToDouble(value).toArray();
    }

    /// Numbers of the days of a series: 1, 2, ...
    private static double[] xs(double[] series) {
        final double[] xs = new double[series.length];
        for (int d = 0; d < xs.length; d++) xs[d] = d + 1.0;
        return xs;
    }

    /// The axis gives way to what stands beside the run up to half as much again, so that a runaway squeezes nothing.
    private static double withBeside(double greatest, double[] beside) {
        return Math.max(greatest, Math.min(1.5 * greatest, greatest(beside)));
    }

    private Chart chart(String title, double from, double to) {
        final Chart chart = new Chart(title, WIDTH, HEIGHT)
                .x(1, Math.max(days.size(), besides.size()), X_LABEL)
                .y(from, to);
        final long spinUp = days.stream()
                .filter(day -> day.day().isBefore(report.setup().scoredFrom()))
                .count();
        if (spinUp > 0) chart.line(new double[] {spinUp + 0.5, spinUp + 0.5}, new double[] {from, to}, "spin");
        return chart;
    }

    private String landCells() {
        final double[] prior = series(day -> day.grid().prior().rmse());
        final double[] analysis = series(day -> day.grid().analysis().rmse());
        final double[] beside = beside(day -> day.grid().analysis().rmse());
        return chart("RMSE of land cells, µmol m-2 s-1", 0, withBeside(greatest(prior, analysis), beside))
                .line(xs(prior), prior, "prior")
                .clipped(xs(beside), beside, "beside")
                .line(xs(analysis), analysis, "analysis")
                .svg();
    }

    private String chiSquare() {
        final double[] chi = series(DayScore::chiSquare);
        final double[] beside = beside(DayScore::chiSquare);
        return chart("chi-square of the assimilated", 0, withBeside(Math.max(1.2, greatest(chi)), beside))
                .level(0.9, "goal")
                .level(1.1, "goal")
                .clipped(xs(beside), beside, "beside")
                .line(xs(chi), chi, "analysis")
                .svg();
    }

    private String used() {
        final double[] assimilated = series(day -> day.counts().get("assimilated"));
        final double[] withheld = series(day -> day.counts().get("withheld"));
        return chart("superobservations assimilated (blue), withheld (orange)", 0, greatest(assimilated, withheld))
                .line(xs(assimilated), assimilated, "analysis")
                .line(xs(withheld), withheld, "prior")
                .svg();
    }

    private String region(int r) {
        final double[] truth = series(day -> day.regions().get(r).truth());
        final double[] prior = series(day -> day.regions().get(r).prior());
        final double[] analysis = series(day -> day.regions().get(r).analysis());
        final double[] lower = series(day -> edge(day.regions().get(r), -1));
        final double[] upper = series(day -> edge(day.regions().get(r), 1));
        final double[] beside = beside(day -> day.regions().get(r).analysis());
        return chart(
                        days.getFirst().regions().get(r).region() + ", TgC per day",
                        least(truth, prior, lower),
                        greatest(truth, prior, upper))
                .band(xs(lower), lower, upper, "interval")
                .line(xs(prior), prior, "prior")
                .clipped(xs(beside), beside, "beside")
                .line(xs(analysis), analysis, "analysis")
                .line(xs(truth), truth, "truth")
                .svg();
    }

    private static double edge(RegionDay region, int sign) {
        return region.analysis() + sign * SpreadSums.HALF_WIDTH * region.spread();
    }

    static double greatest(double[]... series) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double[] values : series)
            for (double value : values) if (Double.isFinite(value)) greatest = Math.max(greatest, value);
        return greatest;
    }

    private static double least(double[]... series) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] values : series)
            for (double value : values) if (Double.isFinite(value)) least = Math.min(least, value);
        return least;
    }
}
