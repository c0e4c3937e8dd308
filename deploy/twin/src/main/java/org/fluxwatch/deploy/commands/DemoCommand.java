package org.fluxwatch.deploy.commands;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fluxwatch.deploy.cli.Logs;
import org.fluxwatch.deploy.cli.TerminalWidth;
import org.fluxwatch.deploy.cli.UntilStopped;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.standalone.BrokerEnd;
import org.fluxwatch.deploy.standalone.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The whole system on the twin.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Run the whole system on a twin: a world with a known answer, served as NASA's archive would.",
            "Started again on the same folder it goes on where it was stopped."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--days", defaultValue = "10", description = "Days to analyse (default ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "fluxwatch-data/demo",
            description = "Folder of broker, state, products and log (default ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--exit", description = "Leave after the verdict instead of serving until Ctrl-C.")
    private boolean exit;

    @Spec
    private CommandSpec spec;

    @Override
    @SuppressWarnings("SystemConsoleNull") // JDK 25 has none again where input is no terminal
    public Integer call() throws IOException, InterruptedException {
        if (days < 1) throw new ParameterException(spec.commandLine(), "--days is " + days + ", expected 1 or more");
        DataFolder.hold(folder.resolve("demo")); // before a file of another demo is touched
        Logs.to(Level.ERROR, folder);
        BrokerEnd.tell(folder.resolve("broker"), System.err, UntilStopped.CANNOT_GO_ON);
        final Demo demo = new Demo(days, folder, System.out);
        UntilStopped.closeOnStop(demo, demo::stopped);
        spec.commandLine().getErr().println("fluxwatch: " + demo.invented());
        final boolean terminal = System.console() != null && System.console().isTerminal();
        demo.run(terminal ? Optional.of(TerminalWidth.of(spec)) : Optional.empty());
        if (exit) return 0;
        System.out.println("serving until Ctrl-C");
        return UntilStopped.await(demo.healths());
    }
}
