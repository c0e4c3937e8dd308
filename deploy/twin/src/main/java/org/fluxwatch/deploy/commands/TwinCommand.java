package org.fluxwatch.deploy.commands;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InversionSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.cli.Logs;
import org.fluxwatch.deploy.cli.SettingsOption;
import org.fluxwatch.deploy.cli.UntilStopped;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.osse.InversionOsse;
import org.fluxwatch.deploy.osse.LossBoard;
import org.fluxwatch.deploy.osse.Osse;
import org.fluxwatch.deploy.osse.SkillBoard;
import org.fluxwatch.deploy.twin.World;
import org.fluxwatch.deploy.twin.WorldKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The twin's verdict on the filter, without Kafka.
@Command(
        name = "twin",
        mixinStandardHelpOptions = true,
        description = {
            "Run the filter on a world with a known answer, without Kafka, and score it against the truth;",
            "beside it, on the same files, the filter with the JDAS paper's own settings.",
            "Writes report.html, report.json and the Lite files the filter read."
        })
final class TwinCommand implements Callable<Integer> {
    /// Without a file: the reference domain in the invented world.
    private static final String SETTINGS = "domains: {" + Demo.DOMAIN + ": {" + World.INPUTS + "}}\n";

    @Mixin
    private SettingsOption settingsOption;

    @Option(names = "--days", defaultValue = "30", description = "Days to run (default ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--spin-up",
            paramLabel = "DAYS",
            defaultValue = "10",
            description = "Days at the beginning that are not scored (default ${DEFAULT-VALUE}).")
    private int spinUpDays;

    @Option(
            names = "--sensors",
            split = ",",
            paramLabel = "SENSOR",
            description = "oco2, gosat or both; default: those of the domain's settings.")
    private List<String> sensors;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of all that is true (default ${DEFAULT-VALUE}); the ensemble's is in the settings.")
    private long seed;

    @Option(
            names = "--system",
            paramLabel = "SYSTEM",
            defaultValue = "filter",
            description = "filter, or inversion: its months against the truth, as text and inversion.json"
                    + " (default ${DEFAULT-VALUE}).")
    private String system;

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            description = {
                "Seeds of worlds, a run each: a table of means with their standard errors, no report of a run. Started",
                "again with the same DIR it goes on where it was."
            })
    private String seeds;

    @Option(
            names = "--ensemble-seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --seeds: draws of the ensemble in each world (default ${DEFAULT-VALUE}).")
    private int ensembles;

    @Option(
            names = "--worlds",
            paramLabel = "KIND",
            split = ",",
            defaultValue = "factors",
            description = "What the truth departs in (default ${DEFAULT-VALUE}): " + WorldKind.EXPECTED + ".")
    private List<String> worlds;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "With --seeds: settings whose filter is run on the same worlds, too, with the differences;"
                    + " may be given several times.")
    private List<Path> against = List.of();

    @Option(
            names = "--also",
            paramLabel = "FILE",
            description = "For inversion: settings with other errors (prior-error, representation-error-ppm,"
                    + " background-offset-ppm) that the same rows are solved with, too; may be given several times.")
    private List<Path> also = List.of();

    @Option(
            names = "--without-jdas",
            description = "Leave out the second run, with the JDAS paper's own settings; takes half the time.")
    private boolean withoutJdas;

    @Option(
            names = "--attainable",
            description = {
                "Say also what any method could cut of the error: the exact linear answer with the true winds and",
                "statistics, and the filter's cut as a share of it. Takes minutes, and some 5 GB of DIR meanwhile."
            })
    private boolean attainable;

    @Option(
            names = "--losses",
            description = {
                "With --seeds: what keeps the filter from the attainable, as a table: the same worlds without wind errors,",
                "without errors of inflow and begin, with twice the members, with the truth's statistics."
            })
    private boolean losses;

    @Option(names = "--report", required = true, paramLabel = "DIR", description = "Folder of the report.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.to(Level.WARN, null);
        try (UntilStopped.Running _ = UntilStopped.tellWhenStopped("stopped the twin before its verdict; it keeps no"
                + " state: started again it begins at the first day, and writes over what lies in " + folder)) {
            return run();
        }
    }

    private int run() throws IOException, InterruptedException {
        final long begin = System.nanoTime();
        if (losses && (seeds == null || !system.equals(AssimilationSystem.FILTER.label())))
            throw new ParameterException(
                    spec.commandLine(), "--losses are those of the filter in many worlds, expected with --seeds A..B");
        if (system.equals(AssimilationSystem.INVERSION.label())) {
            inversion().run();
            return 0;
        }
        if (seeds != null) {
            board();
            return 0;
        }
        final boolean toTheEnd = osse().run();
        System.out.printf(
                Locale.ROOT,
                "%nreport  %s%ntook    %.1f s%n",
                folder.resolve("report.html").toAbsolutePath(),
                (System.nanoTime() - begin) / 1e9);
        return toTheEnd ? 0 : 1;
    }

    private InversionOsse inversion() {
        final Settings settings = settings();
        try {
            settings.invented().ifPresent(line -> spec.commandLine().getErr().println("fluxwatch: " + line));
            final Map<String, InversionSettings> errors = new TreeMap<>();
            for (Path file : also)
                errors.put(
                        name(file),
                        SettingsLoader.load(file, Map.of()).assimilate().inversion());
            return new InversionOsse(settings, errors, days, seeds(), folder, System.out);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Long> seeds() {
        if (seeds == null) return List.of(seed);
        return Seeds.of(seeds, spec.commandLine());
    }

    private void board() throws IOException, InterruptedException {
        final Settings settings = settings();
        try (NumericsPool pool =
                new NumericsPool(NumericsPool.orOnePerCore(settings.assimilate().threads()))) {
            final SkillBoard.Plan plan =
                    new SkillBoard.Plan(days, spinUpDays, kinds(), seeds(), ensembles, attainable || losses);
            if (losses) {
                losses(settings, plan, pool);
                return;
            }
            final Map<String, Settings> others = new LinkedHashMap<>();
            for (Path file : against) others.put(name(file), SettingsLoader.load(file, Map.of()));
            final SkillBoard board = new SkillBoard(settings, others, plan, folder, System.out, pool);
            settings.invented().ifPresent(line -> spec.commandLine().getErr().println("fluxwatch: " + line));
            board.run();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void losses(Settings settings, SkillBoard.Plan plan, NumericsPool pool)
            throws IOException, InterruptedException {
        if (!against.isEmpty())
            throw new IllegalArgumentException("--losses and --against are two tables, expected one");
        final LossBoard board = new LossBoard(settings, plan, folder, System.out, pool);
        settings.invented().ifPresent(line -> spec.commandLine().getErr().println("fluxwatch: " + line));
        board.run();
    }

    private static String name(Path settingsFile) {
        return settingsFile.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }

    private List<WorldKind> kinds() {
        return worlds.stream().map(WorldKind::of).toList();
    }

    private Osse osse() {
        final Settings settings = settings();
        try {
            if (kinds().size() > 1) throw new IllegalArgumentException("several worlds go with --seeds");
            final Osse osse = new Osse(
                    settings, !withoutJdas, attainable, days, spinUpDays, kinds().getFirst(), seed, folder, System.out);
            settings.invented().ifPresent(line -> spec.commandLine().getErr().println("fluxwatch: " + line));
            return osse;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Settings settings() {
        final Settings settings = settingsOption.load(SETTINGS, "the twin's settings");
        if (sensors == null || settings.domains().size() != 1) return settings;
        final TreeSet<Sensor> chosen = new TreeSet<>();
        for (String sensor : sensors) chosen.add(Sensor.of(sensor));
        final Map.Entry<String, DomainSettings> domain =
                settings.domains().entrySet().iterator().next();
        return settings.withDomains(Map.of(domain.getKey(), domain.getValue().withSensors(chosen)));
    }
}
