package org.fluxwatch.deploy.cli;

import java.nio.file.Path;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import picocli.CommandLine.Option;

/// The option `--settings`, for commands that run services.
final class SettingsOption {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "YAML with what differs from the defaults; `fluxwatch settings` prints them all.")
    private Path file;

    /// The defaults, this file, the environment.
    Settings load() {
        return file == null
                ? SettingsLoader.parse("", "the defaults", System.getenv())
                : SettingsLoader.load(file, System.getenv());
    }
}
