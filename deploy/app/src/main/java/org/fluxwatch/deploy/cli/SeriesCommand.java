package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.publish.rollup.SeriesFile;
import org.fluxwatch.publish.totals.FilterDays;
import org.fluxwatch.publish.totals.InversionMonths;
import org.fluxwatch.publish.totals.PeriodTotals;
import org.fluxwatch.publish.totals.RegionGroup;
import org.fluxwatch.publish.totals.Series;
import org.fluxwatch.publish.totals.SeriesTable;
import org.fluxwatch.publish.totals.Step;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Region totals over time.
@Command(
        name = "series",
        mixinStandardHelpOptions = true,
        description = {
            "Print the carbon totals of regions by day, month, season or year, or cumulated from the first day, with the",
            "spread that the sums truly have: of the filter that of its members' own sums. Needs only the products' folder."
        })
final class SeriesCommand implements Callable<Integer> {
    @Option(names = "--domain", required = true, paramLabel = "NAME", description = "Of the products.")
    private String domain;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "Such as north, or a group: north+central, wet=central+south; default: each region.")
    private List<String> regions = List.of();

    @Option(names = "--from", paramLabel = "DAY", description = "First day, YYYY-MM-DD; default: the first there is.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, YYYY-MM-DD; default: the last there is.")
    private @Nullable LocalDate to;

    @Option(
            names = "--by",
            paramLabel = "STEP",
            defaultValue = "month",
            description = "day, month, season, year or cumulated (default ${DEFAULT-VALUE}).")
    private String step;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "csv",
            description = "csv or nc, which needs --out (default ${DEFAULT-VALUE}).")
    private String format;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write; default: standard output.")
    private @Nullable Path out;

    @Mixin
    private ProductsOption products;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.WARN, null);
        if (!format.equals("csv") && !format.equals("nc"))
            throw new SettingsException("--format is '" + format + "', expected csv or nc", null);
        if (format.equals("nc") && out == null) throw new SettingsException("--format nc needs --out FILE", null);
        final List<PeriodTotals> series = series();
        if (series.isEmpty()) throw new IllegalStateException("domain " + domain + " has no products in the period");
        if (format.equals("nc") && out != null) SeriesFile.write(domain, step, series, out);
        else if (out != null) Files.writeString(out, SeriesTable.csv(series));
        else {
            final PrintWriter print = spec.commandLine().getOut();
            print.print(SeriesTable.csv(series));
            print.flush();
        }
        return 0;
    }

    private List<PeriodTotals> series() throws IOException {
        final Path folder = products.folder();
        final Step by = Step.of(step);
        final List<RegionGroup> groups =
                regions.stream().map(RegionGroup::parse).toList();
        final FilterDays days = new FilterDays(folder);
        final NavigableSet<LocalDate> listed = days.listed(domain);
        if (listed.isEmpty()) {
            final List<InversionMonths.Month> months = InversionMonths.read(
                    folder,
                    domain,
                    from == null ? LocalDate.of(1, 1, 1) : from,
                    to == null ? LocalDate.of(9999, 1, 1) : to);
            return InversionMonths.series(months, by, groups.isEmpty() ? InversionMonths.regions(months) : groups);
        }
        final FilterDays.Found found =
                days.read(domain, from == null ? listed.first() : from, to == null ? listed.last() : to);
        for (String trouble : found.damaged().values())
            spec.commandLine().getErr().println("fluxwatch: warning: " + trouble);
        Series.require(groups, found.days());
        return Series.of(found.days(), by, groups.isEmpty() ? Series.regions(found.days()) : groups);
    }
}
