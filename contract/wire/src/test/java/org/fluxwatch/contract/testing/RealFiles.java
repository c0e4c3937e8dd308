package org.fluxwatch.contract.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Files that others made, in the folder `shared` beside the repository, where there is one.
public final class RealFiles {
    private RealFiles() {}

    /// A file or a folder; where it is absent the test is skipped.
    ///
    /// @param name path below `shared`, such as `data/stations`
    public static Path at(String name) {
        final Path path = shared().resolve(name);
        Assumptions.assumeTrue(Files.exists(path), "there is no " + path);
        return path;
    }

    private static Path shared() {
        Path repository = Path.of("").toAbsolutePath(); // a module's folder
        while (!Files.exists(repository.resolve(".ci"))) repository = repository.getParent();
        return repository.resolveSibling("shared");
    }
}
