package org.fluxwatch.deploy.commands;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxwatch.deploy.cli.Logs;
import org.fluxwatch.deploy.sample.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Invented input in real layouts.
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = {
            "Write some invented days in the layout of real products, with settings that read them: Lite files of OCO-2 and",
            "GOSAT, MERRA-2, CarbonTracker mole fractions and fluxes, towers of ObsPack. To try real input with before any",
            "of it is at hand, and to hold your own files against. About 25 MB a day."
        })
final class SampleCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to write to.")
    private Path folder;

    @Option(names = "--days", defaultValue = "10", description = "Days that can be run (default ${DEFAULT-VALUE}).")
    private int days;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (days < 1) throw new ParameterException(spec.commandLine(), "--days is " + days + ", expected 1 or more");
        Logs.to(Level.ERROR, null);
        final PrintWriter out = spec.commandLine().getOut();
        final Sample sample = new Sample(folder, days);
        final Path settings = sample.write(day -> {
            out.println(day);
            out.flush();
        });
        out.printf(
                Locale.ROOT,
                "All of it is invented. Next:%n"
                        + "./fluxwatch check --settings %1$s --from %2$s --to %3$s%n"
                        + "./fluxwatch run --settings %1$s%n",
                settings,
                sample.first(),
                sample.last());
        out.flush();
        return 0;
    }
}
