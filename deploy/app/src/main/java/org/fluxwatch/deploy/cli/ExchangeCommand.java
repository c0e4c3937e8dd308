package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.publish.daily.FilterFiles;
import org.fluxwatch.publish.exchange.ParisFile;
import org.fluxwatch.publish.totals.FilterDays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A year in a form that others read.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write a year of a domain's months as a file of the format that PARIS, AVENGERS and EYE-CLIMA exchange: total",
            "flux and its standard deviation on latitude and longitude, totals of countries with their covariance."
        })
final class ExchangeCommand implements Callable<Integer> {
    @Option(names = "--domain", required = true, paramLabel = "NAME", description = "Of the products.")
    private String domain;

    @Option(names = "--year", required = true, paramLabel = "YYYY", description = "The year; its months so far.")
    private int year;

    @Option(
            names = "--system",
            paramLabel = "SYSTEM",
            description = "filter or inversion; default: the filter where the domain has its days.")
    private @Nullable AssimilationSystem system;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "paris",
            description = "paris, so far the only one (default ${DEFAULT-VALUE}).")
    private String format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write; default: fluxwatch_DOMAIN_SYSTEM_co2_monthly.nc here.")
    private @Nullable Path out;

    @Mixin
    private ProductsOption products;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.WARN, null);
        if (!format.equals("paris")) throw new SettingsException("--format is '" + format + "', expected paris", null);
        if (year < 1 || year > 9998) throw new SettingsException("--year is " + year + ", expected 1 to 9998", null);
        final Path folder = products.folder();
        new FilterDays(folder).listed(domain); // names the domains there are
        final AssimilationSystem of = system != null
                ? system
                : FilterFiles.days(folder, domain).isEmpty() ? AssimilationSystem.INVERSION : AssimilationSystem.FILTER;
        final Path file = out == null ? Path.of(ParisFile.name(domain, of)) : out;
        final ParisFile.Written written = ParisFile.write(folder, domain, of, year, file);
        final PrintWriter print = spec.commandLine().getOut();
        print.println(file + ": " + written.months().size() + " months of " + year);
        if (!written.regionsWithoutCode().isEmpty())
            print.println("no countries of ISO 3166-1, under their own names: "
                    + String.join(", ", written.regionsWithoutCode()));
        print.flush();
        return 0;
    }
}
