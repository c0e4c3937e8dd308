package org.fluxwatch.assimilate.inputs.meteorology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which files of the folder were fetched, and so may be deleted again. Each has a mark in the folder's `.fetch`,
/// `<name>.fetched`, of its length and date: a file that was put in its place since is the user's.
///
/// Processes that share the folder tell each other in `<id>.stands-at` which day they need first.
final class FetchedFiles {
    private static final String MARK = ".fetched";
    private static final String STANDS_AT = ".stands-at";

    /// A process that has not said for so long where it stands has gone.
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Path folder;
    private final Path marks;
    private final Path own;
    private final InstantSource clock;

    /// @param folder of the user
    /// @param marks of ours; is there
    /// @param id of this process among those that share them
    FetchedFiles(Path folder, Path marks, String id, InstantSource clock) {
        this.folder = folder;
        this.marks = marks;
        this.own = marks.resolve(id + STANDS_AT);
        this.clock = clock;
    }

    /// Moves a whole file to the folder. The mark comes first: what is fetched must never stay for good.
    void take(Path whole) throws IOException {
        final String name = whole.getFileName().toString();
        write(marks.resolve(name + MARK), fingerprint(whole));
        Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String fingerprint(Path file) throws IOException {
        return Files.size(file) + " " + Files.getLastModifiedTime(file);
    }

    private void write(Path file, String text) throws IOException {
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Says where this process stands.
    void standsAt(LocalDate day) throws IOException {
        write(own, day.toString());
        Files.setLastModifiedTime(own, FileTime.from(clock.instant()));
    }

    /// Deletes what was fetched of days so long before the oldest that any process needs.
    ///
    /// @return names of what was deleted
    List<String> deleteOlderThan(int keepDays) throws IOException {
        final Optional<LocalDate> oldest = oldestDay();
        if (oldest.isEmpty()) return List.of();
        final LocalDate first = oldest.get().minusDays(keepDays);
        final List<String> deleted = new ArrayList<>();
        for (Path mark : list(MARK)) {
            final String name = nameBefore(MARK, mark);
            final Optional<LocalDate> day = Merra2Collection.dayOfAny(name);
            if (day.isEmpty() || !day.get().isBefore(first)) continue;
            final Path file = folder.resolve(name);
            if (Files.exists(file) && fingerprint(file).equals(Files.readString(mark))) {
                Files.delete(file);
                deleted.add(name);
            }
            Files.delete(mark);
        }
        return deleted;
    }

    private Optional<LocalDate> oldestDay() throws IOException {
        Optional<LocalDate> oldest = Optional.empty();
        final Instant gone = clock.instant().minus(REMEMBERED);
        for (Path file : list(STANDS_AT)) {
            try {
                if (!file.equals(own)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(gone)) {
                    Files.deleteIfExists(file);
                    continue;
                }
                final LocalDate day = LocalDate.parse(Files.readString(file));
                if (oldest.isEmpty() || day.isBefore(oldest.get())) oldest = Optional.of(day);
            } catch (NoSuchFileException _) { // its process ended just now
            }
        }
        return oldest;
    }

    private List<Path> list(String ending) throws IOException {
        try (Stream<Path> files = Files.list(marks)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static String nameBefore(String ending, Path mark) {
        final String name = mark.getFileName().toString();
        return name.substring(0, name.length() - ending.length());
    }

    /// This process needs nothing any more.
    void leave() throws IOException {
        if (Files.exists(own)) Files.delete(own);
    }
}
