package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.deploy.reproduce.Reproduction;
import org.fluxwatch.deploy.rescue.StateFile;
import org.fluxwatch.publish.daily.DamagedProductException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A product made again.
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = {
            "Make a product again from what it says of itself and compare it to the byte, or say what is missing: granules,",
            "winds, fluxes, the files of the days that it rests on. It takes as long as the days took that are run: from the",
            "domain's first one, or from a state of export-state. Nothing need run, nothing is changed.",
            "Limits and alarms follow from files of other days: they are taken from the product. Exits with 1 when it is not the",
            "same, or cannot be made."
        })
final class ReproduceCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settingsOption;

    @Parameters(paramLabel = "FILE", description = "A product, in its folder of products.")
    private Path file;

    @Mixin
    private GranulesOption granules;

    @Option(names = "--state", paramLabel = "FILE", description = "A state of export-state to go on from.")
    private @Nullable Path stateFile;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the files are made; without it they are compared and deleted.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.WARN, null);
        final Settings settings = settingsOption.load();
        final Path folder = out == null ? WorkFolder.create("fluxwatch-reproduce") : out;
        try {
            return run(settings, folder);
        } catch (DamagedProductException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } finally {
            if (out == null) WorkFolder.delete(folder);
        }
    }

    private int run(Settings settings, Path folder) throws IOException {
        final PrintWriter print = spec.commandLine().getOut();
        final Optional<DomainState> state =
                stateFile == null ? Optional.empty() : Optional.of(StateFile.read(stateFile));
        final Reproduction reproduction = new Reproduction(file, granules.folders(settings), state, folder, line -> {
            print.println(Printable.line(line));
            print.flush();
        });
        final int exit =
                switch (reproduction.run()) {
                    case Reproduction.Outcome.Missing(var what) -> {
                        for (String line : what) print.println("missing: " + Printable.line(line));
                        yield 1;
                    }
                    case Reproduction.Outcome.Made made -> {
                        for (Map.Entry<Path, List<String>> one :
                                made.differences().entrySet()) {
                            print.println(one.getKey() + ": "
                                    + (one.getValue().isEmpty() ? "the same bytes" : "other bytes"));
                            for (String line : one.getValue()) print.println("  " + Printable.line(line));
                        }
                        yield made.isSame() ? 0 : 1;
                    }
                };
        print.flush();
        return exit;
    }
}
