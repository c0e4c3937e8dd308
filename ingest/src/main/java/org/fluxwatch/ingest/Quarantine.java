package org.fluxwatch.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fluxwatch.contract.archive.Fetched;
import org.fluxwatch.contract.settings.Settings;

/// Files that could not be used, each beside a `<name>.reason.txt` of one line, within bounds: the oldest goes first,
/// the newest stays whatever its size.
public final class Quarantine {
    private static final String REASON = ".reason.txt";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 4096;

    /// @param name of the granule
    /// @param reason one line, as far as it can be read
    /// @param since when it was put here last
    /// @param bytes of its file, 0 where only the reason is kept
    public record Item(String name, String reason, Instant since, long bytes) {
        private static final Comparator<Item> OLDEST_FIRST =
                Comparator.comparing(Item::since).thenComparing(Item::name);
    }

    private final Path folder;
    private final long mostBytes;
    private final int mostFiles;

    Quarantine(Path folder, long mostBytes, int mostFiles) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.mostFiles = mostFiles;
    }

    public static Quarantine of(Settings settings) {
        return new Quarantine(
                settings.ingestFolder().resolve("quarantine"),
                settings.ingest().quarantineMegabytes() * 1_000_000L,
                settings.ingest().quarantineFiles());
    }

    /// Puts a file away: a download is moved; a file of the user's archive is copied and left where it is, or only its
    /// reason is kept when it cannot be read or is larger than all that may be here.
    ///
    /// @return items that had to go
    int put(String name, Fetched.Bad bad, Instant now) throws IOException {
        Files.createDirectories(folder);
        final Path target = folder.resolve(safe(name));
        if (bad.file().isPresent()) {
            final Path file = bad.file().get();
            if (bad.temporary()) Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
            else if (isCopied(file)) Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
        final Path reason = folder.resolve(safe(name) + REASON);
        Files.writeString(reason, name + " " + bad.reason() + "\n");
        Files.setLastModifiedTime(reason, FileTime.from(now));
        return evict(safe(name));
    }

    private boolean isCopied(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) <= mostBytes;
    }

    /// The name of a file that any file system takes, whatever the name of the granule.
    private static String safe(String name) {
        final String safe = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
        return safe.length() <= LONGEST_NAME ? safe : safe.substring(0, LONGEST_NAME);
    }

    /// Forgets what was said of a granule that could be used after all.
    void release(String name) throws IOException {
        remove(safe(name));
    }

    private void remove(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        Files.deleteIfExists(folder.resolve(name + REASON));
    }

    private int evict(String newest) throws IOException {
        final List<Item> items = items();
        long bytes = items.stream().mapToLong(Item::bytes).sum();
        int count = items.size();
        int evicted = 0;
        for (Item item : items) {
            if (bytes <= mostBytes && count <= mostFiles) break;
            if (item.name().equals(newest)) continue;
            remove(item.name());
            bytes -= item.bytes();
            count--;
            evicted++;
        }
        return evicted;
    }

    /// All that is here, the oldest first.
    public List<Item> items() throws IOException {
        final List<Item> items = new ArrayList<>();
        if (!Files.isDirectory(folder)) return items;
        final List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .map(name -> name.endsWith(REASON) ? name.substring(0, name.length() - REASON.length()) : name)
                    .distinct()
                    .toList();
        }
        for (String name : names) {
            try {
                items.add(item(name));
            } catch (NoSuchFileException e) {
                // released or evicted meanwhile
            }
        }
        items.sort(Item.OLDEST_FIRST);
        return items;
    }

    private Item item(String name) throws IOException {
        final Path file = folder.resolve(name);
        final Path reason = folder.resolve(name + REASON);
        final boolean told = Files.exists(reason);
        final Instant since = Files.getLastModifiedTime(told ? reason : file).toInstant();
        return new Item(name, told ? line(reason, name) : "", since, Files.exists(file) ? Files.size(file) : 0);
    }

    private static String line(Path reason, String name) throws IOException {
        final byte[] begin;
        try (var in = Files.newInputStream(reason)) {
            begin = in.readNBytes(LONGEST_REASON);
        }
        final String line = new String(begin, java.nio.charset.StandardCharsets.UTF_8).split("\\R", 2)[0];
        return line.startsWith(name + " ") ? line.substring(name.length() + 1) : line;
    }
}
