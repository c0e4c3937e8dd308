package org.fluxwatch.deploy.osse;

import java.util.List;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.deploy.osse.OsseReport.RegionScore;

/// Diagrams of the ensemble against the errors it should have: rank histogram, spread against error, coverage.
final class ConsistencyCharts {
    private static final double WIDTH = 350;
    private static final double HEIGHT = 230;

    private final OsseReport report;

    ConsistencyCharts(OsseReport report) {
        this.report = report;
    }

    String html() {
        return "<div class='charts'>" + ranks() + spreadAgainstError() + coverage() + "</div>"
                + "<p>A flat rank histogram, points on the dotted diagonal and bars up to 90 % are those of an honest ensemble."
                + " Spread and error of regional means in µmol m-2 s-1.</p>";
    }

    private String ranks() {
        final List<Integer> ranks = report.rankHistogram();
        final double mean = ranks.stream().mapToInt(Integer::intValue).average().orElse(0);
        final Chart chart = new Chart("rank of the observation among the members", WIDTH, HEIGHT)
                .x(0, ranks.size(), "rank")
                .y(
                        0,
                        Math.max(
                                1,
                                ranks.stream().mapToInt(Integer::intValue).max().orElse(1)));
        for (int n = 0; n < ranks.size(); n++) chart.bar(n, n + 1, ranks.get(n), "bar");
        return chart.level(mean, "goal").svg();
    }

    private String spreadAgainstError() {
        double greatest = 0;
        for (RegionScore r : report.regions())
            greatest = Math.max(
                    greatest, perArea(r) * Math.max(r.errors().analysis().rmse(), r.spreadTgCPerDay()));
        final Chart chart = new Chart("spread over error of daily regional fluxes", WIDTH, HEIGHT)
                .x(0, 1.25 * greatest, "RMSE of the analysis")
                .y(0, greatest)
                .line(new double[] {0, greatest}, new double[] {0, greatest}, "goal");
        for (RegionScore r : report.regions())
            chart.point(perArea(r) * r.errors().analysis().rmse(), perArea(r) * r.spreadTgCPerDay(), r.region(), "dot");
        return chart.svg();
    }

    private static double perArea(RegionScore region) {
        return 1 / (region.areaKm2() * 1e6 * Constants.TGC_PER_DAY);
    }

    private String coverage() {
        final List<RegionScore> regions = report.regions();
        final Chart chart = new Chart("truth within the 90 % interval, % of days", WIDTH, HEIGHT)
                .x(0, regions.size(), "region, in the order of the table")
                .y(0, 100);
        for (int r = 0; r < regions.size(); r++)
            chart.bar(r, r + 1.0, regions.get(r).coveragePercent(), "bar");
        return chart.level(90, "goal").svg();
    }
}
