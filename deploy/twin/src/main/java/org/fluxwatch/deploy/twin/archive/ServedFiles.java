package org.fluxwatch.deploy.twin.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.FileTree;

/// Keeps an archive in step with somebody's folder: a new file is published, a changed one revised, one that is gone
/// deleted. A file's revision date is when it was last changed, or, of one that comes later, when it was seen: a
/// poller by revision date would miss it otherwise.
public final class ServedFiles {
    private static final int DEPTH = 10;

    /// @param changed when it was last changed, by the file system
    private record Seen(Instant changed, long bytes) {}

    private final Path folder;
    private final ArchiveServer archive;
    private final InstantSource clock;
    private final Map<String, Seen> seen = new TreeMap<>();
    private boolean begun;

    /// @param archive [ArchiveServer#ofFiles] of the same folder
    public ServedFiles(Path folder, ArchiveServer archive, InstantSource clock) {
        this.folder = folder;
        this.archive = archive;
        this.clock = clock;
    }

    /// Looks once.
    ///
    /// @return files served now; of two of one name the first by path
    public int look() throws IOException {
        final Map<String, Path> there = new TreeMap<>();
        for (Path file : FileTree.files(folder, DEPTH))
            if (Collection.of(file.getFileName().toString()).isPresent())
                there.putIfAbsent(file.getFileName().toString(), file);
        for (Map.Entry<String, Path> file : there.entrySet()) {
            try {
                publish(file.getKey(), file.getValue());
            } catch (NoSuchFileException e) {
                // gone since it was listed: deleted at the next look
            }
        }
        for (String name :
                seen.keySet().stream().filter(name -> !there.containsKey(name)).toList()) {
            archive.retract(name, clock.instant());
            seen.remove(name);
        }
        begun = true;
        return seen.size();
    }

    private void publish(String name, Path file) throws IOException {
        final Seen now = new Seen(Files.getLastModifiedTime(file).toInstant(), Files.size(file));
        if (now.equals(seen.get(name))) return;
        archive.publish(file, begun ? clock.instant() : now.changed());
        seen.put(name, now);
    }
}
