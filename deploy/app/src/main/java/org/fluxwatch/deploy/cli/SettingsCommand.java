package org.fluxwatch.deploy.cli;

import java.util.Iterator;
import org.fluxwatch.contract.settings.SettingsLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Prints the annotated reference settings, or those of a preset.
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = {
            "Print every setting with its meaning, unit and default, or what a preset sets.",
            "A settings file names a preset at its top: preset: jdas"
        })
final class SettingsCommand implements Runnable {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = Presets.class,
            description = "One of ${COMPLETION-CANDIDATES}: a paper's own settings.")
    private String preset;

    @Spec
    private CommandSpec spec;

    private static final class Presets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SettingsLoader.presets().iterator();
        }
    }

    @Override
    public void run() {
        if (preset != null && !SettingsLoader.presets().contains(preset))
            throw new ParameterException(
                    spec.commandLine(),
                    "--preset is '" + preset + "', expected one of " + String.join(", ", SettingsLoader.presets()));
        spec.commandLine().getOut().print(preset == null ? SettingsLoader.reference() : SettingsLoader.preset(preset));
        spec.commandLine().getOut().flush();
    }
}
