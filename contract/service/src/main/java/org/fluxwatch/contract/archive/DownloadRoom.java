package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxwatch.contract.archive.ArchiveException.Reason;

/// Keeps a folder of downloads within its quota. Downloads that broke off make room for a new one, the oldest first;
/// they lose no more than what had come.
final class DownloadRoom {
    /// A younger part may be one that another process is at.
    private static final Duration AT_WORK = Duration.ofHours(1);

    private record Kept(Path file, long bytes, Instant changed) {}

    private final Path folder;
    private final long quotaBytes;
    private final InstantSource clock;
    private final Map<String, Long> underWay = new HashMap<>(); // for look-up and sums only

    DownloadRoom(Path folder, long quotaBytes, InstantSource clock) {
        this.folder = folder;
        this.quotaBytes = quotaBytes;
        this.clock = clock;
    }

    /// @param bytes expected, 0 where they are not known
    /// @throws ArchiveException when there is not enough room
    synchronized void take(String name, long bytes) throws IOException {
        final List<Kept> kept = kept();
        long held = bytes;
        for (long expected : underWay.values()) held += expected;
        for (Kept file : kept) if (!isUnderWay(file.file(), name)) held += file.bytes();
        for (Kept file : kept) {
            if (held <= quotaBytes) break;
            if (isUnderWay(file.file(), name) || !isStale(file)) continue;
            Files.deleteIfExists(file.file());
            Files.deleteIfExists(file.file().resolveSibling(file.file().getFileName() + ".of"));
            held -= file.bytes();
        }
        if (held > quotaBytes)
            throw new ArchiveException(
                    Reason.DISK,
                    folder + " would hold " + held / 1_000_000 + " MB with " + name + ", expected "
                            + quotaBytes / 1_000_000 + " MB at most (archive.download-quota-mb)",
                    null);
        underWay.put(name, bytes);
    }

    synchronized void leave(String name) {
        underWay.remove(name);
    }

    private boolean isUnderWay(Path file, String next) {
        final String name = file.getFileName().toString().replaceFirst("\\.part(\\.of)?$", "");
        return name.equals(next) || underWay.containsKey(name);
    }

    private boolean isStale(Kept file) {
        return file.file().toString().endsWith(".part")
                && file.changed().isBefore(clock.instant().minus(AT_WORK));
    }

    /// The oldest comes first.
    private List<Kept> kept() throws IOException {
        final List<Kept> kept = new java.util.ArrayList<>();
        final List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            try {
                kept.add(new Kept(
                        file, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
            } catch (NoSuchFileException e) {
                // done meanwhile, by another thread or process
            }
        }
        kept.sort(Comparator.comparing(Kept::changed).thenComparing(Kept::file));
        return kept;
    }
}
