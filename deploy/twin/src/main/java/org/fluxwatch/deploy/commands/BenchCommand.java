package org.fluxwatch.deploy.commands;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.bench.ApiBench;
import org.fluxwatch.deploy.bench.BackfillBench;
import org.fluxwatch.deploy.bench.BenchCase;
import org.fluxwatch.deploy.bench.Co2Bench;
import org.fluxwatch.deploy.bench.DensityBench;
import org.fluxwatch.deploy.bench.EnsrfBench;
import org.fluxwatch.deploy.bench.IngestBench;
import org.fluxwatch.deploy.bench.InputsBench;
import org.fluxwatch.deploy.bench.InversionSuite;
import org.fluxwatch.deploy.bench.Machine;
import org.fluxwatch.deploy.bench.StreamBench;
import org.fluxwatch.deploy.bench.TransportBench;
import org.fluxwatch.deploy.chaos.Chaos;
import org.fluxwatch.deploy.chaos.ChaosReport;
import org.fluxwatch.deploy.chaos.Mode;
import org.fluxwatch.deploy.cli.Logs;
import org.fluxwatch.deploy.cli.SettingsOption;
import org.fluxwatch.deploy.cli.UntilStopped;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.osse.AlarmExperiment;
import org.fluxwatch.deploy.osse.FaultPlan;
import org.fluxwatch.deploy.standalone.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// Benchmarks.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure a part, beside a copy of the ensemble in the same run; or what the whole stands.",
        synopsisSubcommandLabel =
                "(ensrf DIR | transport | inversion | inputs | ingest | stream | api | alarms | chaos | soak | upgrade | fuzz)",
        subcommands = {SoakCommand.class, UpgradeCommand.class, FuzzCommand.class})
final class BenchCommand {
    @Option(
            names = "--threads",
            defaultValue = "0",
            scope = ScopeType.INHERIT,
            description = "Threads of the numerics; 0: one per core.")
    private int threads;

    @Spec
    private CommandSpec spec;

    @Command(name = "ensrf", description = "The filter on a reference problem of ../shared/reference/ensrf.")
    void ensrf(@Parameters(paramLabel = "DIR", description = "Folder that generate.py wrote.") Path folder)
            throws IOException {
        EnsrfBench.run(
                folder, NumericsPool.orOnePerCore(threads), spec.commandLine().getOut());
    }

    @Command(name = "transport", description = "A model hour of the transport at JDAS's full size.")
    void transport(@Option(names = "--hours", defaultValue = "12", description = "Model hours measured.") int hours) {
        TransportBench.run(
                NumericsPool.orOnePerCore(threads), hours, spec.commandLine().getOut());
    }

    @Command(
            name = "inversion",
            description = {
                "Rows of 20 days from particles, the inversion's algebra, lanes of backgrounds, a whole day and its restart at"
                        + " full size, each figure beside its goal; some ten minutes.",
                "With --answers it exits with 1 when a known answer misses its threshold. Some are known to: docs/measurements.md"
                        + " 10 says which."
            })
    int inversion(
            @Option(
                            names = "--answers",
                            description = "Instead of the speed: the known answers that take minutes, with thresholds.")
                    boolean answers,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description =
                                    "Folder for prepared hours, some 7 GB, deleted in the end. None: a temporary.")
                    Path folder)
            throws IOException {
        Logs.to(Level.ERROR, null);
        return InversionSuite.run(
                        folder,
                        NumericsPool.orOnePerCore(threads),
                        answers,
                        spec.commandLine().getOut())
                ? 0
                : 1;
    }

    @Command(name = "inputs", description = "A day of full-size files to fields of the model at JDAS's full size.")
    void inputs(
            @Option(names = "--tiled", description = "Chunks of 91 x 144 places instead of whole levels.")
                    boolean tiled,
            @Option(
                            names = "--boundary",
                            description = "CarbonTracker to inflow and initial CO2; without it: MERRA-2 to winds.")
                    boolean boundary,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description = "Folder for the files; those of an earlier run are used. None: written anew.")
                    Path folder)
            throws IOException {
        Logs.to(Level.ERROR, null);
        if (boundary) Co2Bench.run(spec.commandLine().getOut());
        else
            InputsBench.run(
                    tiled,
                    folder,
                    NumericsPool.orOnePerCore(threads),
                    spec.commandLine().getOut());
    }

    @Command(
            name = "ingest",
            description = {
                "A full-size day of OCO-2, 176,825 soundings, from the file to a committed transaction with a heap of 512 MB,",
                "beside what python3-netcdf4 takes to read the same variables. Exits with 1 when it is beyond 1.5 times that.",
                "With --days: so many days from the twin's archive through the service ingest. With --dense: what all good",
                "soundings of a day, land and glint, cost for a global domain and for 16 regional ones."
            })
    int ingest(
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "DIR",
                            description = "Folder of files and brokers; files of an earlier run are used.")
                    Path folder,
            @Option(names = "--days", paramLabel = "N", description = "Fill back so many days instead, 2 or more.")
                    Integer days,
            @Option(names = "--dense", description = "Measure memory and time at the density of all good soundings.")
                    boolean dense)
            throws Exception {
        if (days != null && (days < 2 || days > 366 || dense))
            throw new ParameterException(
                    spec.commandLine(), "--days is " + days + ", expected 2 to 366, and not with --dense");
        Logs.to(Level.ERROR, null);
        final PrintWriter out = spec.commandLine().getOut();
        if (dense) new DensityBench(folder, out).run();
        else if (days != null) new BackfillBench(folder, days, out).run();
        else return new IngestBench(folder, out).run() ? 0 : 1;
        return 0;
    }

    @Command(
            name = "stream",
            description = "A backlog of days through Kafka, beside the same days without it; CPU, memory, disk.")
    void stream(
            @Option(names = "--demo-size", description = "53 x 43 x 8 cells instead of JDAS's 105 x 86 x 15.")
                    boolean demoSize,
            @Option(names = "--members", description = "Members of the ensemble (default: the settings' default).")
                    Integer members,
            @Option(names = "--domains", defaultValue = "1", description = "Domains (default 1).") int domains,
            @Option(names = "--instances", defaultValue = "1", description = "Instances of assimilate (default 1).")
                    int instances,
            @Option(names = "--standbys", defaultValue = "0", description = "Standby replicas (default 0).")
                    int standbys,
            @Option(names = "--days", defaultValue = "20", description = "Days a domain (default 20).") int days,
            @Option(names = "--heap", defaultValue = "1g", description = "-Xmx of an instance (default 1g).")
                    String heap,
            @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder, made anew.")
                    Path folder)
            throws IOException, InterruptedException {
        Logs.to(Level.ERROR, null);
        new StreamBench(
                        new BenchCase(
                                !demoSize,
                                Objects.requireNonNullElseGet(members, () -> SettingsLoader.defaults()
                                        .assimilate()
                                        .ensemble()
                                        .members()),
                                domains,
                                instances,
                                standbys,
                                days,
                                heap),
                        folder,
                        spec.commandLine().getOut())
                .run();
    }

    @Command(
            name = "api",
            description =
                    "Series of regions, polygons and cells over a year of invented days at JDAS's full size, some 1.5 GB.")
    void api(
            @Option(names = "--days", defaultValue = "365", description = "Days (${DEFAULT-VALUE}).") int days,
            @Option(
                            names = "--requests",
                            defaultValue = "40",
                            description = "Requests of each kind (${DEFAULT-VALUE}).")
                    int requests,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description = "Folder for the files; those of an earlier run are used. None: a temporary.")
                    Path folder)
            throws IOException, InterruptedException {
        if (days < 1 || days > 3_660 || requests < 2)
            throw new ParameterException(
                    spec.commandLine(),
                    "--days is " + days + ", --requests " + requests + ", expected 1 to 3660 and 2 or more");
        Logs.to(Level.ERROR, null);
        ApiBench.run(folder, days, requests, spec.commandLine().getOut());
    }

    @Command(
            name = "alarms",
            description = {
                "The alarms on observations in worlds of the twin in which retrievals become too high from a day on: those of",
                "each sensor alone, and of all; and on days without a fault. Prints every alarm. Exits with 1 when a fault is not",
                "found within 3 days, or laid at the wrong door on these, or with more than one false alarm in 60 days. An alarm",
                "that the run without the fault has on that day too finds nothing."
            })
    int alarms(
            @Mixin SettingsOption settingsOption,
            @Option(
                            names = "--seeds",
                            paramLabel = "A..B",
                            defaultValue = "811..815",
                            description =
                                    "Seeds of worlds (${DEFAULT-VALUE}); limits and rules were chosen on 701, 702 and 801 to 810.")
                    String seeds,
            @Option(names = "--days", defaultValue = "50", description = "Days without a fault (${DEFAULT-VALUE}).")
                    int days,
            @Option(
                            names = "--fault-day",
                            defaultValue = "38",
                            description = "Days before the fault (${DEFAULT-VALUE}).")
                    int faultDay,
            @Option(names = "--fault-days", defaultValue = "12", description = "Days with it (${DEFAULT-VALUE}).")
                    int faultDays,
            @Option(names = "--ppm", defaultValue = "2.0", description = "How large it is, ppm (${DEFAULT-VALUE}).")
                    double faultPpm,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            defaultValue = "fluxwatch-data/alarms",
                            description =
                                    "Folder of the departures; those of an earlier run are used (${DEFAULT-VALUE}).")
                    Path folder)
            throws IOException {
        Logs.to(Level.ERROR, null);
        final PrintWriter out = spec.commandLine().getOut();
        final List<Long> worlds = Seeds.of(seeds, spec.commandLine());
        final FaultPlan plan;
        try {
            plan = new FaultPlan(days, faultDay, faultDays, faultPpm);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        out.println(Machine.name());
        final Settings settings = settingsOption.load(Demo.GRID, "the demo's grid");
        return new AlarmExperiment(settings, plan, out).run(worlds, folder) ? 0 : 1;
    }

    /// One way of laying out the processes, or one after the other.
    enum Modes {
        STANDALONE,
        SERVICES,
        BOTH;

        private Set<Mode> modes() {
            return switch (this) {
                case STANDALONE -> EnumSet.of(Mode.STANDALONE);
                case SERVICES -> EnumSet.of(Mode.SERVICES);
                case BOTH -> EnumSet.allOf(Mode.class);
            };
        }
    }

    @Command(
            name = "chaos",
            description = {
                "Kill processes of the system (-9) at chance moments while it works through days of the twin, and compare",
                "files and topics with those of an undisturbed run, byte for byte. Exits with 1 when they differ."
            })
    int chaos(
            @Option(names = "--kills", defaultValue = "100", description = "Kills in each mode (${DEFAULT-VALUE}).")
                    int kills,
            @Option(names = "--days", defaultValue = "10", description = "Days of a run (${DEFAULT-VALUE}).") int days,
            @Option(names = "--seed", defaultValue = "1", description = "Of who is killed when (${DEFAULT-VALUE}).")
                    long seed,
            @Option(
                            names = "--mode",
                            defaultValue = "both",
                            description =
                                    "standalone: all in one process; services: broker and services each in one; both.")
                    Modes mode,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            defaultValue = "fluxwatch-data/chaos",
                            description = "Folder of runs and report (${DEFAULT-VALUE}).")
                    Path folder)
            throws IOException, InterruptedException {
        if (kills < 1 || days < 1)
            throw new ParameterException(
                    spec.commandLine(), "--kills is " + kills + ", --days " + days + ", expected 1 or more");
        DataFolder.hold(folder);
        Logs.to(Level.WARN, folder);
        final Chaos chaos = new Chaos(mode.modes(), kills, days, seed, folder, System.out);
        UntilStopped.closeOnStop(chaos);
        final ChaosReport report = chaos.run();
        System.out.println();
        System.out.print(report.table());
        System.out.printf(
                Locale.ROOT, "report  %s%n", folder.resolve("chaos.json").toAbsolutePath());
        return report.isEqual() ? 0 : 1;
    }
}
