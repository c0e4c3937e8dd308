package org.fluxwatch.deploy.commands;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxwatch.deploy.chaos.Mode;
import org.fluxwatch.deploy.cli.Logs;
import org.fluxwatch.deploy.cli.UntilStopped;
import org.fluxwatch.deploy.soak.Soak;
import org.fluxwatch.deploy.soak.SoakReport;
import org.fluxwatch.deploy.standalone.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A soak.
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = {
            "Let the system live through a year of the twin as fast as it can, with restarts, kills, late and retracted",
            "granules and a full disk, and count every few days what it holds: heap, native memory, descriptors, threads,",
            "metrics, topics, stores, folders. Exits with 1 when something grows that should not."
        })
final class SoakCommand implements Callable<Integer> {
    @Option(names = "--days", defaultValue = "365", description = "Days of the twin (${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--minutes",
            defaultValue = "600",
            description = "After which it ends with the days there are (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--every", defaultValue = "5", description = "Days from one count to the next (${DEFAULT-VALUE}).")
    private int every;

    @Option(names = "--restarts", defaultValue = "12", description = "Of all processes together (${DEFAULT-VALUE}).")
    private int restarts;

    @Option(names = "--members", defaultValue = "14", description = "Of the filter's ensemble (${DEFAULT-VALUE}).")
    private int members;

    @Option(
            names = "--full-size",
            description = "One domain of JDAS's size instead of the demo's two: what a day of it leaves.")
    private boolean full;

    @Option(
            names = "--mode",
            defaultValue = "services",
            description = "services: broker and services each in a process; standalone: all in one (${DEFAULT-VALUE}).")
    private Mode mode;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "fluxwatch-data/soak",
            description = "Folder of the system, its archive, samples.csv and soak.json (${DEFAULT-VALUE}).")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (days < 1 || !(minutes > 0) || every < 1 || restarts < 0 || members < 2)
            throw new ParameterException(
                    spec.commandLine(),
                    "--days is " + days + ", --minutes " + minutes + ", --every " + every + ", --restarts " + restarts
                            + ", --members " + members + ", expected 1, above 0, 1, 0 and 2 or more");
        DataFolder.hold(folder);
        Logs.to(Level.WARN, folder);
        final Soak soak =
                new Soak(new Soak.Settings(mode, days, minutes, every, restarts, members, full), folder, System.out);
        UntilStopped.closeOnStop(soak);
        final SoakReport report = soak.run();
        System.out.println();
        System.out.print(report.table());
        System.out.printf(
                Locale.ROOT, "report  %s%n", folder.resolve("soak.json").toAbsolutePath());
        return report.isBounded() ? 0 : 1;
    }
}
