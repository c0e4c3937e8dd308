package org.fluxwatch.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.fluxwatch.contract.archive.Fetched;

/// Files that could not be used, each beside a `<name>.reason.txt` of one line.
final class Quarantine {
    private final Path folder;

    Quarantine(Path folder) {
        this.folder = folder;
    }

    /// Puts a file away: a download is moved, a file of the user's archive is copied and left where it is.
    void put(String name, Fetched.Bad bad) throws IOException {
        Files.createDirectories(folder);
        if (bad.file().isPresent()) {
            final Path file = bad.file().get();
            final Path target = folder.resolve(name);
            if (bad.temporary()) Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
            else Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(folder.resolve(name + ".reason.txt"), name + " " + bad.reason() + "\n");
    }
}
