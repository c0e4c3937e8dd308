package org.fluxwatch.deploy.osse;

import java.util.List;
import java.util.Locale;
import org.fluxwatch.deploy.demo.CutInWords;
import org.fluxwatch.deploy.osse.OsseReport.Comparison;
import org.fluxwatch.deploy.osse.OsseReport.FluxSkill;
import org.fluxwatch.deploy.osse.OsseReport.Headline;
import org.fluxwatch.deploy.osse.OsseReport.LaneScore;
import org.fluxwatch.deploy.osse.OsseReport.MonthScore;
import org.fluxwatch.deploy.osse.OsseReport.RegionScore;

/// The report as a table for a person.
final class VerdictTable {
    private final StringBuilder text = new StringBuilder();

    private VerdictTable() {}

    static String of(List<TrialReport> trials) {
        final VerdictTable table = new VerdictTable();
        final OsseReport report = trials.getFirst().report();
        if (trials.getFirst().scoredDays() > 0) table.verdict(report);
        if (trials.size() > 1) table.beside(new SideBySide(trials));
        TrialReport.stops(trials).forEach(stop -> table.line("%s", stop));
        return table.text.toString();
    }

    private void verdict(OsseReport report) {
        line(
                "Natural CO2 flux against the truth (seed %d), daily, %s to %s",
                report.setup().truthSeed(),
                report.setup().scoredFrom(),
                report.setup().to());
        line(
                "  %-16s %11s %10s %10s %13s %13s %6s %7s %6s",
                "region",
                "truth TgC/d",
                "prior bias",
                "prior RMSE",
                "analysed bias",
                "analysed RMSE",
                "cut",
                "spread/",
                "in 90%");
        report.regions().forEach(this::region);
        line("  (within: the prior was already within the uncertainty of the analysis; there was nothing to cut)");
        final Headline headline = report.headline();
        line("umol m-2 s-1");
        skill("", headline.filter());
        if (headline.smoothed() != null) skill(" smoothed", headline.smoothed());
        if (report.months().size() > 1) report.months().forEach(this::month);
        line("XCO2 against what was withheld, ppm");
        line("  %-5s %6s %8s %7s %7s %6s   %s", "lane", "count", "bias", "RMSE", "MAE", "r", "within 1, 2, 3, 4 ppm");
        report.lanes().forEach(this::lane);
        line(
                "chi-square %.2f (goal 0.9 to 1.1)   spread/RMSE %.2f (0.8 to 1.2)   in 90 %% intervals %.0f %% (85 to 95)",
                headline.chiSquare(),
                headline.filter().spreadRatio(),
                headline.filter().coveragePercent());
        final var worse = headline.filter().worseThanPrior();
        line(
                "regions worse than their prior by more than the stated spread: %s",
                worse.isEmpty() ? "none" : String.join(", ", worse));
        line("mass budget of CTRL: closes to %.1e of the CO2 on the worst day (goal 1e-6)", headline.massClosure());
    }

    private void beside(SideBySide beside) {
        line("side by side, scored days");
        row("", beside.names());
        beside.rows().forEach(row -> row(row.name(), row.texts()));
    }

    private void row(String name, List<String> values) {
        line(
                "  %-46s%s",
                name,
                String.join(
                        "",
                        values.stream()
                                .map(value -> String.format(Locale.ROOT, "%16s", value))
                                .toList()));
    }

    private void line(String format, Object... values) {
        text.append(Figures.format(format, values)).append('\n');
    }

    private void region(RegionScore region) {
        line(
                "  %-16s %11.3f %+10.3f %10.3f %+13.3f %13.3f %6s %7.2f %5.0f%%",
                region.region(),
                region.truthTgCPerDay(),
                region.errors().prior().bias(),
                region.errors().prior().rmse(),
                region.errors().analysis().bias(),
                region.errors().analysis().rmse(),
                CutInWords.isCut(region.errors().prior().rmse(), region.spreadTgCPerDay())
                        ? Figures.format("%.0f%%", region.errors().cutPercent())
                        : "within",
                region.spreadRatio(),
                region.coveragePercent());
    }

    private void skill(String which, FluxSkill skill) {
        errors("regions, daily" + which, skill.regionalDaily());
        errors("regions, period" + which, skill.regionalPeriod());
        errors("each land cell" + which, skill.grid());
    }

    private void month(MonthScore month) {
        errors("regions, daily " + month.month(), month.filter().regionalDaily());
        if (month.smoothed() != null) errors("  smoothed", month.smoothed().regionalDaily());
    }

    private void errors(String name, Comparison errors) {
        line(
                "  %-24s    %+10.3f %10.3f %+13.3f %13.3f %4.0f%%",
                name,
                errors.prior().bias(),
                errors.prior().rmse(),
                errors.analysis().bias(),
                errors.analysis().rmse(),
                errors.cutPercent());
    }

    private void lane(LaneScore lane) {
        final var s = lane.scores();
        line(
                "  %-5s %6d %+8.3f %7.3f %7.3f %6.3f   %3.0f %3.0f %3.0f %3.0f %%",
                lane.lane(),
                s.count(),
                s.biasPpm(),
                s.rmsePpm(),
                s.maePpm(),
                s.correlation(),
                lane.withinPercent().get(0),
                lane.withinPercent().get(1),
                lane.withinPercent().get(2),
                lane.withinPercent().get(3));
    }
}
