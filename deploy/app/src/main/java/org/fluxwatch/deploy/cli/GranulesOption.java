package org.fluxwatch.deploy.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.Settings;
import picocli.CommandLine.Option;

/// The option `--granules` of commands that run days again.
final class GranulesOption {
    @Option(
            names = "--granules",
            paramLabel = "FOLDER",
            description =
                    "Where Lite files are that days are run again with, and below; beside the archive's folder and the"
                            + " data folder of the settings.")
    private List<Path> granules = new ArrayList<>();

    List<Path> folders(Settings settings) {
        final List<Path> folders = new ArrayList<>(granules);
        if (settings.archive().kind() == ArchiveSettings.Kind.FOLDER)
            folders.add(settings.archive().folder());
        folders.add(settings.ingestFolder());
        return folders;
    }
}
