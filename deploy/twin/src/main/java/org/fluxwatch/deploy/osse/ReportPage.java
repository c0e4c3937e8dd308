package org.fluxwatch.deploy.osse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.deploy.osse.OsseReport.Headline;
import org.fluxwatch.deploy.osse.OsseReport.Setup;

/// The report as one page that needs nothing else.
final class ReportPage {
    private static final String STYLE = """
            body{font:14px/1.45 system-ui,sans-serif;margin:24px auto;max-width:1120px;padding:0 16px;color:#222}
            h1{font-size:22px;margin:0 0 4px} h2{font-size:17px;margin:28px 0 8px} p{margin:4px 0 8px;max-width:860px}
            table{border-collapse:collapse;margin:6px 0} th,td{padding:3px 10px;text-align:right;font-variant-numeric:tabular-nums}
            td{white-space:nowrap}
            th{border-bottom:1px solid #999;font-weight:600} tr:nth-child(even) td{background:#f5f6f7}
            td:first-child,th:first-child{text-align:left} .met{color:#00692f} .missed{color:#b2182b}
            .charts{display:flex;flex-wrap:wrap;gap:10px} figure{margin:0} figcaption{font-size:13px;margin-bottom:3px}
            .scale{font-size:12px;display:flex;align-items:center;gap:6px;margin-top:3px} .scale img{width:150px;height:9px}
            svg{display:block;max-width:100%} .tick{font-size:10px;fill:#555} .title{font-size:12px;fill:#222}
            .axis{stroke:#888;fill:none} .grid{stroke:#e8e8e8} .truth,.prior,.analysis,.beside,.goal{fill:none;stroke-width:1.6}
            .truth{stroke:#111} .prior{stroke:#d9730d;stroke-dasharray:5 3} .analysis{stroke:#1f6fb4}
            .beside{stroke:#7b3294} .stop{border-left:3px solid #b2182b;padding-left:10px}
            .interval{fill:#1f6fb4;fill-opacity:.18} .goal{stroke:#00692f;stroke-width:1;stroke-dasharray:2 3}
            .bar{fill:#7fa8cc} .dot{fill:#1f6fb4} .spin{stroke:#999;stroke-dasharray:1 3;fill:none}
            .coast{fill:none;stroke:#222;stroke-width:.18} .graticule{fill:none;stroke:#777;stroke-width:.08}
            .key{max-width:none} .key span{margin-right:16px} pre{background:#f5f6f7;padding:10px;overflow-x:auto;font-size:12px}
            """;

    private final StringBuilder page = new StringBuilder();
    private final List<TrialReport> trials;
    private final OsseReport report;

    private ReportPage(List<TrialReport> trials) {
        this.trials = trials;
        report = trials.getFirst().report();
    }

    /// @param trials the one that was asked for, then what is shown beside it
    static String of(List<TrialReport> trials, Grid grid) {
        final ReportPage page = new ReportPage(trials);
        page.head();
        page.stops();
        if (trials.getFirst().scoredDays() > 0) page.goals();
        if (trials.size() > 1) page.beside();
        page.regions();
        page.months();
        page.lanes();
        page.section("By day", new DayCharts(trials).html());
        page.consistency();
        page.mass();
        page.maps(new FluxMap(grid));
        page.intake();
        page.settings();
        return page.page.append("</body></html>\n").toString();
    }

    private void head() {
        final Setup setup = report.setup();
        add(
                "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>fluxwatch twin, seed %d</title>",
                setup.truthSeed());
        page.append("<meta name='viewport' content='width=device-width'><style>")
                .append(STYLE)
                .append("</style></head><body>");
        add(
                "<h1>The twin's verdict</h1><p>Domain %s (%d cells, %d layers), %s to %s, scored from %s, truth seed %d."
                        + " The filter read the satellites' Lite files and nothing of the truth.</p>",
                Html.text(setup.domain()),
                setup.cells(),
                setup.layers(),
                setup.from(),
                setup.to(),
                setup.scoredFrom(),
                setup.truthSeed());
    }

    private void stops() {
        for (String stop : TrialReport.stops(trials)) add("<p class='stop'>%s</p>", Html.text(stop));
    }

    private void beside() {
        final SideBySide beside = new SideBySide(trials);
        section("Side by side, scored days", "<table><tr><th>figure</th>");
        for (String name : beside.names()) add("<th>%s</th>", Html.text(name));
        page.append("</tr>");
        for (SideBySide.Row row : beside.rows()) {
            add("<tr><td>%s</td>", Html.text(row.name()).replace("  ", "&emsp;&emsp;"));
            for (String value : row.values()) add("<td>%s</td>", value);
            page.append("</tr>");
        }
        page.append(
                "</table><p>Same truth, files, domain, seeds and inputs; <code>jdas</code> has the gridding and the filter"
                        + " of the JDAS paper (<code>fluxwatch settings --preset jdas</code>). What is withheld, and so the ppm, is not"
                        + " the same: gridding <code>mean</code> withholds a share of the superobservations, <code>thin</code> every"
                        + " sounding but the best of a cell and hour.</p>");
    }

    private void section(String title, String html) {
        add("<h2>%s</h2>", Html.text(title));
        page.append(html);
    }

    private void goals() {
        final Headline h = report.headline();
        page.append("<table><tr><th>figure</th><th>prior</th><th>analysis</th><th>result</th><th>goal</th></tr>");
        skill("", h.filter());
        if (h.smoothed() != null) skill(", smoothed", h.smoothed());
        goal("chi-square of the departures", h.chiSquare(), "%.2f", 0.9, 1.1);
        goal("mass budget of a day, worst residual / CO2 in the domain", h.massClosure(), "%.1e", 0, 1e-6);
        page.append("</table>");
        final var worse = h.filter().worseThanPrior();
        add(
                "<p>Regions worse than their prior by more than the stated spread: %s.</p>",
                worse.isEmpty() ? "none" : String.join(", ", worse));
    }

    private void skill(String which, OsseReport.FluxSkill skill) {
        goal("RMSE of regional fluxes, daily, &micro;mol m&minus;2 s&minus;1" + which, skill.regionalDaily(), 60);
        goal("RMSE of regional fluxes, whole period" + which, skill.regionalPeriod(), 60);
        goal("RMSE of land cells, daily" + which, skill.grid(), 40);
        goal("spread / RMSE of regional fluxes" + which, skill.spreadRatio(), "%.2f", 0.8, 1.2);
        goal("truth in the 90 % intervals of regional fluxes, %" + which, skill.coveragePercent(), "%.0f", 85, 95);
    }

    private void goal(String name, OsseReport.Comparison c, int goal) {
        add(
                "<tr><td>%s</td><td>%.3f</td><td>%.3f</td><td class='%s'>cut by %.0f %%</td><td>%d %%</td></tr>",
                name,
                c.prior().rmse(),
                c.analysis().rmse(),
                c.cutPercent() >= goal ? "met" : "missed",
                c.cutPercent(),
                goal);
    }

    private void goal(String name, double value, String format, double from, double to) {
        add(
                "<tr><td>%s</td><td></td><td></td><td class='%s'>%s</td><td>%s to %s</td></tr>",
                name,
                value >= from && value <= to ? "met" : "missed",
                Figures.format(format, value),
                bound(from),
                bound(to));
    }

    private static String bound(double value) {
        if (value == 0) return "0";
        return String.format(Locale.ROOT, value < 0.01 ? "%.0e" : value < 10 ? "%.1f" : "%.0f", value);
    }

    private void months() {
        section("RMSE of natural flux by month, µmol m-2 s-1", "");
        page.append(
                "<table><tr><th>month</th><th>regions, daily: prior</th><th>analysis</th><th>cut</th><th>smoothed: cut</th>"
                        + "<th>land cells: prior</th><th>analysis</th><th>cut</th><th>spread/RMSE</th><th>in 90 %</th></tr>");
        for (OsseReport.MonthScore month : report.months()) {
            final OsseReport.FluxSkill filter = month.filter();
            add(
                    "<tr><td>%s</td><td>%.3f</td><td>%.3f</td><td>%.0f %%</td><td>%s</td><td>%.3f</td><td>%.3f</td><td>%.0f %%</td>"
                            + "<td>%.2f</td><td>%.0f %%</td></tr>",
                    month.month(),
                    filter.regionalDaily().prior().rmse(),
                    filter.regionalDaily().analysis().rmse(),
                    filter.regionalDaily().cutPercent(),
                    month.smoothed() == null
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "%.0f %%",
                                    month.smoothed().regionalDaily().cutPercent()),
                    filter.grid().prior().rmse(),
                    filter.grid().analysis().rmse(),
                    filter.grid().cutPercent(),
                    filter.spreadRatio(),
                    filter.coveragePercent());
        }
        page.append("</table>");
    }

    private void regions() {
        for (TrialReport trial : trials) {
            section("Natural flux by region, daily, TgC per day" + suffix(trial), "");
            if (noScore(trial)) continue;
            page.append(
                    "<table><tr><th>region</th><th>area, 10&sup3; km&sup2;</th><th>truth</th><th>prior bias</th><th>prior RMSE</th>"
                            + "<th>analysis bias</th><th>analysis RMSE</th><th>cut</th><th>spread</th><th>spread/RMSE</th><th>in 90 %</th></tr>");
            trial.report().regions().forEach(this::region);
            page.append("</table>");
        }
    }

    private void region(OsseReport.RegionScore r) {
        add(
                "<tr><td>%s</td><td>%.0f</td><td>%.3f</td><td>%+.3f</td><td>%.3f</td><td>%+.3f</td><td>%.3f</td><td>%.0f %%</td>"
                        + "<td>%.3f</td><td>%.2f</td><td>%.0f %%</td></tr>",
                Html.text(r.region()),
                r.areaKm2() / 1e3,
                r.truthTgCPerDay(),
                r.errors().prior().bias(),
                r.errors().prior().rmse(),
                r.errors().analysis().bias(),
                r.errors().analysis().rmse(),
                r.errors().cutPercent(),
                r.spreadTgCPerDay(),
                r.spreadRatio(),
                r.coveragePercent());
    }

    /// Which of several filters a section is about.
    private String suffix(TrialReport trial) {
        return trials.size() > 1 ? " (" + trial.name() + ")" : "";
    }

    private boolean noScore(TrialReport trial) {
        if (trial.scoredDays() > 0) return false;
        page.append("<p>No scored day.</p>");
        return true;
    }

    private void lanes() {
        for (TrialReport trial : trials) {
            section("XCO2 against the withheld observations, ppm" + suffix(trial), "");
            if (noScore(trial)) continue;
            page.append("<table><tr><th>lane</th><th>count</th><th>bias</th><th>RMSE</th><th>MAE</th><th>r</th>"
                    + "<th>&le; 1</th><th>&le; 2</th><th>&le; 3</th><th>&le; 4 ppm</th></tr>");
            trial.report().lanes().forEach(this::lane);
            page.append("</table>");
        }
        page.append(
                "<p>CTRL: prior flux, no observations. FC: analysed flux, concentrations never assimilated. AN: analysis.</p>");
    }

    private void mass() {
        section("CO2 in the domain, CTRL, TgC", "");
        page.append("<table><tr><th>day</th><th>begin</th><th>emitted</th><th>through the boundary</th><th>end</th>"
                + "<th>residual</th><th>residual / begin</th></tr>");
        for (OsseReport.DayScore day : trials.getFirst().report().days()) {
            final OsseReport.MassDay mass = day.mass();
            add(
                    "<tr><td>%s</td><td>%.2f</td><td>%+.3f</td><td>%+.3f</td><td>%.2f</td><td>%+.1e</td><td>%.1e</td></tr>",
                    day.day(),
                    mass.begin(),
                    mass.emitted(),
                    mass.inflow(),
                    mass.end(),
                    mass.residual(),
                    mass.relativeResidual());
        }
        page.append("</table>");
    }

    private void lane(OsseReport.LaneScore lane) {
        final var s = lane.scores();
        add(
                "<tr><td>%s</td><td>%d</td><td>%+.3f</td><td>%.3f</td><td>%.3f</td><td>%.3f</td>",
                lane.lane(), s.count(), s.biasPpm(), s.rmsePpm(), s.maePpm(), s.correlation());
        for (double percent : lane.withinPercent()) add("<td>%.0f %%</td>", percent);
        page.append("</tr>");
    }

    private void consistency() {
        for (TrialReport trial : trials) {
            section("Is the ensemble honest?" + suffix(trial), "");
            if (!noScore(trial)) page.append(new ConsistencyCharts(trial.report()).html());
        }
    }

    /// All on the colour scales of the first.
    private void maps(FluxMap map) {
        section("Natural flux, mean of the scored days, µmol m-2 s-1", "");
        if (noScore(trials.getFirst())) return;
        final PeriodMeans means = trials.getFirst().means();
        final double[] truth = means.truth();
        final double[] prior = means.prior();
        final double[] analysis = means.analysis();
        final double greatest = Math.max(0.1, quantile98(truth, prior, analysis));
        final double[] priorError = difference(prior, truth);
        final double[] analysisError = difference(analysis, truth);
        final double worst = Math.max(0.1, quantile98(priorError, analysisError));
        page.append("<div class='charts'>")
                .append(map.diverging("truth", truth, greatest))
                .append(map.diverging("prior", prior, greatest))
                .append(map.diverging("analysis", analysis, greatest))
                .append(map.sequential("spread of the analysis, daily", means.spread(), worst))
                .append(map.diverging("prior - truth", priorError, worst))
                .append(map.diverging("analysis - truth", analysisError, worst));
        for (TrialReport beside : trials.subList(1, trials.size())) besideMaps(map, beside, greatest, worst);
        page.append("</div>");
    }

    private void besideMaps(FluxMap map, TrialReport beside, double greatest, double worst) {
        if (beside.scoredDays() == 0) return;
        final PeriodMeans means = beside.means();
        final double[] error = difference(means.analysis(), means.truth());
        page.append(map.sequential(beside.name() + ": spread of the analysis, daily", means.spread(), worst))
                .append(map.diverging(beside.name() + ": analysis", means.analysis(), greatest))
                .append(map.diverging(beside.name() + ": analysis - truth", error, worst));
    }

    private static double[] difference(double[] a, double[] b) {
        final double[] difference = new double[a.length];
        for (int c = 0; c < a.length; c++) difference[c] = a[c] - b[c];
        return difference;
    }

    /// Of the absolute values of all fields.
    private static double quantile98(double[]... fields) {
        final double[] all = Arrays.stream(fields)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .sorted()
                .toArray();
        return all[(int) (0.98 * (all.length - 1))];
    }

    private void intake() {
        section("From looks to observations", "");
        page.append("<p>Looks of the satellites within the window: ")
                .append(counts(report.intake().looks()));
        add(
                ". Soundings in the files: %d; not used by ingest: ",
                report.intake().soundings());
        page.append(counts(report.intake().rejected())).append(".</p>");
    }

    private static String counts(Map<String, Integer> counts) {
        final List<String> parts = counts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toList();
        return parts.isEmpty() ? "none" : Html.text(String.join(", ", parts));
    }

    private void settings() {
        for (TrialReport trial : trials) {
            section("Settings" + suffix(trial), "<p>Inputs: ");
            final Setup setup = trial.report().setup();
            page.append(Html.text(setup.inputs().toString()))
                    .append("</p><pre>")
                    .append(Html.text(setup.settings().toPrettyString()))
                    .append("</pre>");
        }
    }

    private void add(String format, Object... values) {
        page.append(Figures.format(format, values));
    }
}
