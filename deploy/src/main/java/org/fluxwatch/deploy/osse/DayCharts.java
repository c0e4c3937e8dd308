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
    private final double[] xs;

    DayCharts(OsseReport report) {
        this.report = report;
        days = report.days();
        xs = new double[days.size()];
        for (int d = 0; d < xs.length; d++) xs[d] = d + 1.0;
    }

    String html() {
        final StringBuilder html = new StringBuilder("<p class='key'><span>black: truth</span>"
                + "<span>orange, dashed: prior</span><span>blue: analysis with its 90 % interval</span>"
                + "<span>dotted: end of spin-up, goals</span></p><div class='charts'>");
        html.append(landCells()).append(chiSquare()).append(used());
        for (int r = 0; r < days.getFirst().regions().size(); r++) html.append(region(r));
        return html.append("</div>").toString();
    }

    private double[] series(ToDoubleFunction<DayScore> value) {
        return days.stream().mapToDouble(value).toArray();
    }

    private Chart chart(String title, double from, double to) {
        final Chart chart =
                new Chart(title, WIDTH, HEIGHT).x(1, xs.length, X_LABEL).y(from, to);
        final long spinUp = days.stream()
                .filter(day -> day.day().isBefore(report.setup().scoredFrom()))
                .count();
        if (spinUp > 0) chart.line(new double[] {spinUp + 0.5, spinUp + 0.5}, new double[] {from, to}, "spin");
        return chart;
    }

    private String landCells() {
        final double[] prior = series(day -> day.grid().prior().rmse());
        final double[] analysis = series(day -> day.grid().analysis().rmse());
        return chart("RMSE of land cells, µmol m-2 s-1", 0, greatest(prior, analysis))
                .line(xs, prior, "prior")
                .line(xs, analysis, "analysis")
                .svg();
    }

    private String chiSquare() {
        final double[] chi = series(DayScore::chiSquare);
        return chart("chi-square of the assimilated", 0, Math.max(1.2, greatest(chi)))
                .level(0.9, "goal")
                .level(1.1, "goal")
                .line(xs, chi, "analysis")
                .svg();
    }

    private String used() {
        final double[] assimilated = series(day -> day.counts().get("assimilated"));
        final double[] withheld = series(day -> day.counts().get("withheld"));
        return chart("superobservations assimilated (blue), withheld (orange)", 0, greatest(assimilated, withheld))
                .line(xs, assimilated, "analysis")
                .line(xs, withheld, "prior")
                .svg();
    }

    private String region(int r) {
        final double[] truth = series(day -> day.regions().get(r).truth());
        final double[] prior = series(day -> day.regions().get(r).prior());
        final double[] analysis = series(day -> day.regions().get(r).analysis());
        final double[] lower = series(day -> edge(day.regions().get(r), -1));
        final double[] upper = series(day -> edge(day.regions().get(r), 1));
        return chart(
                        days.getFirst().regions().get(r).region() + ", TgC per day",
                        least(truth, prior, lower),
                        greatest(truth, prior, upper))
                .band(xs, lower, upper, "interval")
                .line(xs, prior, "prior")
                .line(xs, analysis, "analysis")
                .line(xs, truth, "truth")
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
