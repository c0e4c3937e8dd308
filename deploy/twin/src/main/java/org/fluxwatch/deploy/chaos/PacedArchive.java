package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import org.fluxwatch.deploy.twin.archive.Access;
import org.fluxwatch.deploy.twin.archive.ArchiveServer;
import org.fluxwatch.deploy.twin.archive.Hostility;

/// An archive that shows the twin's days as the run gets on, so that downloads and ingest go on through all of it.
final class PacedArchive implements AutoCloseable {
    static final String TOKEN = "chaos-token";

    private final TwinFiles twin;
    private final Path folder;
    private final ArchiveServer server;
    private int shown;

    PacedArchive(TwinFiles twin, Path folder) throws IOException {
        this.twin = twin;
        this.folder = folder;
        server = new ArchiveServer(folder, 0, new Access.Login(TOKEN, "chaos", TOKEN), InstantSource.system());
    }

    URI url() {
        return server.url();
    }

    /// Publishes the first so many days, or all when there are fewer.
    void show(int days) throws IOException {
        for (; shown < Math.min(days, twin.days().size()); shown++) {
            final TwinFiles.Day day = twin.days().get(shown);
            for (Path file : day.files()) show(file, day.produced());
        }
    }

    /// Publishes a file, or once more.
    void show(Path file, Instant at) throws IOException {
        server.publish(Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING), at);
    }

    void misbehave(Hostility hostility) {
        server.faults().misbehave(hostility);
    }

    void behave() {
        server.faults().behave();
    }

    @Override
    public void close() {
        server.close();
    }
}
