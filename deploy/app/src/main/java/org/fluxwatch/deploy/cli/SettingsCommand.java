package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.settings.SettingsLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Prints the annotated reference settings, those of a preset, or what changes of settings take.
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = {
            "Print every setting with its meaning, unit and default, or what a preset sets.",
            "A settings file names a preset at its top: preset: jdas",
            "With --changes: what a change of each setting takes once something was made with it; with --settings too,",
            "which settings of the file are not those that each domain's newest product was made with. Exits with 1",
            "when a domain would stop."
        })
final class SettingsCommand implements Callable<Integer> {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = Presets.class,
            description = "One of ${COMPLETION-CANDIDATES}: a paper's own settings.")
    private String preset;

    @Option(names = "--changes", description = "What a change takes, or what has changed.")
    private boolean changes;

    @Option(names = "--settings", paramLabel = "FILE", description = "With --changes: the file to compare.")
    private Path file;

    @Spec
    private CommandSpec spec;

    private static final class Presets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SettingsLoader.presets().iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        if (preset != null && !SettingsLoader.presets().contains(preset))
            throw new ParameterException(
                    spec.commandLine(),
                    "--preset is '" + preset + "', expected one of " + String.join(", ", SettingsLoader.presets()));
        if (file != null && !changes)
            throw new ParameterException(spec.commandLine(), "--settings goes with --changes");
        final PrintWriter out = spec.commandLine().getOut();
        boolean allGoOn = true;
        if (file != null) {
            Logs.to(Level.WARN, null);
            allGoOn = new ChangedSettings(SettingsLoader.load(file, System.getenv())).print(out);
        } else if (changes) ChangedSettings.printTable(out);
        else out.print(preset == null ? SettingsLoader.reference() : SettingsLoader.preset(preset));
        out.flush();
        return allGoOn ? 0 : 1;
    }
}
