package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.FileTree;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.text.Sha256;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.publish.daily.RollupName;

/// The files of days and months below a folder, watched.
final class Products {
    /// What revisions replaced, below `previous`, is watched too: which files lie there follows from what was published
    /// in turn, and that is the same after any kill.
    private static final String MONTHLY = ".*/\\d{4}/fluxwatch_[^_]+_inversion_\\d{4}-\\d{2}\\.nc";

    private static final String DAILY = ".*/\\d{4}/fluxwatch_[^_]+_filter_\\d{8}\\.nc";

    private final Path folder;
    private final LocalDate first;
    private final Map<String, Stamp> stamps = new TreeMap<>();
    private final Map<String, String> digests = new TreeMap<>();
    private final Map<String, LocalDate> months = new TreeMap<>();
    private int changes;
    private long changedNanos = System.nanoTime();

    /// Changes when a file is replaced.
    private record Stamp(Object fileKey, Object modified, long bytes) {}

    /// @param first day of the domains
    Products(Path folder, LocalDate first) {
        this.folder = folder;
        this.first = first;
    }

    /// Sees what is new.
    void look() throws IOException {
        if (!Files.isDirectory(folder)) return;
        for (Path file : FileTree.files(folder, Integer.MAX_VALUE)) {
            if (!isWatched(file)) continue;
            try {
                look(file);
            } catch (NoSuchFileException _) {
                // put away meanwhile; the next look sees where it is
            }
        }
    }

    /// Months and years of the filter are not: they are made of the days' files when there is time.
    private static boolean isWatched(Path file) {
        final String name = file.getFileName().toString();
        return name.endsWith(".nc") && RollupName.path(name).isEmpty();
    }

    private void look(Path file) throws IOException {
        final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        final Stamp stamp = new Stamp(now.fileKey(), now.lastModifiedTime(), now.size());
        final String name = folder.relativize(file).toString();
        if (stamp.equals(stamps.get(name))) return;
        final byte[] bytes = Files.readAllBytes(file);
        if (name.matches(MONTHLY)) months.put(name, asOf(file));
        digests.put(name, Sha256.hex(bytes));
        stamps.put(name, stamp);
        changes++;
        changedNanos = System.nanoTime();
    }

    private static LocalDate asOf(Path file) throws IOException {
        try (ClassicFile open = ClassicFile.open(file)) {
            return LocalDate.parse(open.text("as_of").orElseThrow(() -> new IOException(file + " has no as_of")));
        }
    }

    /// How often a file has appeared or been replaced.
    int changes() {
        return changes;
    }

    long changedNanos() {
        return changedNanos;
    }

    /// How many days both methods have published.
    int days() {
        final long daily =
                digests.keySet().stream().filter(name -> name.matches(DAILY)).count();
        final long monthly = months.values().stream()
                .max(LocalDate::compareTo)
                .map(asOf -> ChronoUnit.DAYS.between(first, asOf) + 1)
                .orElse(0L);
        return (int) Math.min(daily, monthly);
    }

    /// Whether the filter's day was made from a granule.
    ///
    /// @param revision of the catalogue's record
    boolean hasGranule(LocalDate day, String granule, int revision) throws IOException {
        final Path file = folder.resolve(String.format(
                Locale.ROOT,
                "%1$s/%2$d/fluxwatch_%1$s_filter_%3$s.nc",
                Demo.DOMAIN,
                day.getYear(),
                day.format(DateTimeFormatter.BASIC_ISO_DATE)));
        if (!Files.exists(file)) return false;
        try (ClassicFile open = ClassicFile.open(file)) {
            return open.text("granules").orElse("").lines().anyMatch(line -> {
                final String[] words = line.split(" ", -1);
                return words[0].equals(granule) && words[2].endsWith("/" + revision);
            });
        }
    }

    /// SHA-256 by path below the folder, as of the last look.
    Map<String, String> digests() {
        return Map.copyOf(digests);
    }
}
