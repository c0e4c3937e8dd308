package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport;
import org.fluxwatch.assimilate.inversion.experiment.Experiments;
import org.fluxwatch.assimilate.inversion.experiment.PriorCase;
import org.fluxwatch.assimilate.inversion.system.Estimated;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.experiments.ExperimentTables;
import org.fluxwatch.deploy.experiments.KeptRows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A year of an inversion under every prior and background.
@Command(
        name = "experiments",
        mixinStandardHelpOptions = true,
        description = {
            "Run a year of a domain's inversion again from its rows on Kafka, under every prior (inputs.prior as A, and",
            "inputs.other-priors) and every background of the settings: each prior as it is, one of them at 0.5, 1 and 1.5",
            "times with 50, 100 and 200 % uncertainty. Services may be running. Writes experiments.html, experiments.json,",
            "fluxes.csv and scores.csv."
        })
final class ExperimentsCommand implements Callable<Integer> {
    @Option(names = "--domain", required = true, paramLabel = "NAME", description = "One whose system is inversion.")
    private String domain;

    @Option(names = "--year", required = true, paramLabel = "YYYY", description = "The year; its months so far.")
    private int year;

    @Option(
            names = "--scaled-prior",
            paramLabel = "NAME",
            description = "The prior that is scaled; default: C where there is one, else A, the domain's own.")
    private @Nullable String varied;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where to write; default: DATA-FOLDER/experiments/DOMAIN-YEAR.")
    private @Nullable Path folder;

    @Mixin
    private SettingsAndBroker where;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.WARN, null);
        final Settings settings = where.load();
        final DomainSettings of = settings.domains().get(domain);
        if (of == null || of.system() != AssimilationSystem.INVERSION)
            throw new SettingsException(
                    "--domain is '" + domain + "', expected one whose system is inversion of "
                            + settings.domains().keySet(),
                    null);
        final ExperimentReport report = report(settings, of);
        final Path out =
                folder == null ? settings.dataFolder().resolve("experiments").resolve(domain + "-" + year) : folder;
        Files.createDirectories(out);
        Files.writeString(
                out.resolve("experiments.json"),
                RecordSerde.jsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        Files.writeString(out.resolve("fluxes.csv"), ExperimentTables.fluxes(report));
        Files.writeString(out.resolve("scores.csv"), ExperimentTables.scores(report));
        print(report, out);
        return 0;
    }

    private ExperimentReport report(Settings settings, DomainSettings of) {
        try (KeptRows rows = new KeptRows(settings.kafka(), domain);
                NumericsPool pool = new NumericsPool(
                        NumericsPool.orOnePerCore(settings.assimilate().threads()))) {
            final Estimated estimated = Estimated.of(of, settings.assimilate().inversion(), pool);
            final String scaled = varied == null ? PriorCase.varied(estimated.priors()) : varied;
            return Experiments.all(domain, estimated, scaled, pool).of(rows::of, rows.last(), year);
        }
    }

    private void print(ExperimentReport report, Path out) {
        final PrintWriter to = spec.commandLine().getOut();
        to.printf(
                Locale.ROOT,
                "%s %d: %d months, %d priors with %d backgrounds%n",
                domain,
                year,
                report.months().size(),
                report.priors().size(),
                report.backgrounds().size());
        for (ExperimentReport.Case one : report.cases())
            if (one.prior().equals(report.ownPrior()) && one.background().equals(report.ownBackground()))
                one.scores().forEach((name, scores) -> print(to, name, scores));
        for (ExperimentReport.Deviation deviation : report.deviations())
            if (deviation.region().equals(report.regions().getLast().name()))
                to.printf(
                        Locale.ROOT,
                        "  net flux of %s, mean relative deviation over %d %s: %.1f %%%n",
                        deviation.region(),
                        deviation.cases(),
                        deviation.set(),
                        deviation.percent());
        to.println(out);
        to.flush();
    }

    private static void print(PrintWriter to, String name, Scores scores) {
        to.printf(
                Locale.ROOT,
                "  XCO2 %-20s %6d  bias %+.2f  RMSE %.2f ppm  r %.2f%n",
                name,
                scores.count(),
                scores.biasPpm(),
                scores.rmsePpm(),
                scores.correlation());
    }
}
