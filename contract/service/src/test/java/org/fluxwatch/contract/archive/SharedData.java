package org.fluxwatch.contract.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Real files beside the repository, where present.
public final class SharedData {
    private SharedData() {}

    /// A folder of the shared data; the test is skipped where it is absent.
    public static Path folder(String name) {
        final Path folder = Path.of(System.getProperty("fluxwatch.data", "../../../shared/data"))
                .resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(folder), "skipped: " + folder.toAbsolutePath() + " is absent");
        return folder;
    }
}
