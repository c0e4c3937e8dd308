package org.fluxwatch.deploy.cli;

import java.nio.file.Path;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The option `--settings`, for commands that run services.
public final class SettingsOption {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "YAML with what differs from the defaults; `fluxwatch settings` prints them all.")
    private Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /// The defaults, this file, the environment. Says on standard error what is wrong with how secrets are kept.
    public Settings load() {
        return load("", "the defaults");
    }

    /// The same, with another text where no file is given.
    ///
    /// @param otherwise settings
    /// @param source what errors call them
    public Settings load(String otherwise, String source) {
        final Settings settings = file == null
                ? SettingsLoader.parse(otherwise, source, System.getenv())
                : SettingsLoader.load(file, System.getenv());
        if (file != null) SettingsLoader.exposed(file).ifPresent(this::warn);
        SettingsLoader.exposed(settings.archive()).ifPresent(this::warn);
        return settings;
    }

    private void warn(String trouble) {
        command.commandLine().getErr().println("fluxwatch: warning: " + trouble);
    }
}
