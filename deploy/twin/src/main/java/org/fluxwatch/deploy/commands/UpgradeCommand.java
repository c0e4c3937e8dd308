package org.fluxwatch.deploy.commands;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fluxwatch.deploy.chaos.ChaosFailure;
import org.fluxwatch.deploy.cli.Logs;
import org.fluxwatch.deploy.cli.UntilStopped;
import org.fluxwatch.deploy.standalone.DataFolder;
import org.fluxwatch.deploy.upgrade.Upgrade;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// An upgrade.
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description = {
            "Let an older release analyse some days of the twin and put this one into its place, publish, assimilate, ingest,",
            "then the broker, while days go on; take back what it had published; balance the books over both. Exits with 1 at",
            "the first thing that does not go on."
        })
final class UpgradeCommand implements Callable<Integer> {
    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR",
            description = "The older release: an archive unpacked, or sources; what has to be built is.")
    private Path older;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "fluxwatch-data/upgrade",
            description = "Folder of the system and of what its processes say (${DEFAULT-VALUE}).")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final Path launcher = older.resolve("fluxwatch");
        if (!Files.isExecutable(launcher))
            throw new ParameterException(
                    spec.commandLine(), "--from is " + older + ", expected a folder with an executable fluxwatch");
        DataFolder.hold(folder);
        Logs.to(Level.WARN, folder);
        final PrintWriter out = spec.commandLine().getOut();
        try (Upgrade upgrade = new Upgrade(launcher, folder, out)) {
            UntilStopped.closeOnStop(upgrade);
            upgrade.run();
            return 0;
        } catch (ChaosFailure e) {
            out.println("  FAILED: " + e.getMessage());
            return 1;
        }
    }
}
