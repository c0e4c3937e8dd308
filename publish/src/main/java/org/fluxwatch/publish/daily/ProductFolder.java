package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.settings.DomainSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The daily files: `<domain>/<yyyy>/fluxwatch_<domain>_<yyyymmdd>.nc`. Paths come only from names that settings
/// know and days that are days, so none can lead elsewhere.
public final class ProductFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ProductFolder.class);
    private static final Pattern NAME = Pattern.compile("fluxwatch_(.+)_(\\d{8})\\.nc");

    private final Path folder;
    private final Map<String, Grid> grids = new TreeMap<>();
    private final Map<Path, Stamped> revisions = new ConcurrentHashMap<>();
    private final Map<String, Set<Path>> damaged = new TreeMap<>();

    /// A revision read from a file, valid while the file is the same; empty: it is damaged.
    private record Stamped(Object fileKey, long modifiedNanos, OptionalInt revision) {}

    public ProductFolder(Path folder, Map<String, DomainSettings> domains) {
        this.folder = folder;
        domains.forEach((name, domain) -> {
            grids.put(name, domain.modelGrid());
            damaged.put(name, ConcurrentHashMap.newKeySet());
        });
    }

    public boolean hasDomain(String domain) {
        return grids.containsKey(domain);
    }

    /// In alphabetical order.
    public List<String> domains() {
        return List.copyOf(grids.keySet());
    }

    private Path file(String domain, LocalDate day) {
        if (!hasDomain(domain))
            throw new IllegalArgumentException("domain is '" + domain + "', expected one of " + grids.keySet());
        return folder.resolve(domain)
                .resolve(String.format(Locale.ROOT, "%04d", day.getYear()))
                .resolve("fluxwatch_" + domain + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".nc");
    }

    /// The file of a day, if it is there.
    public Optional<Path> find(String domain, LocalDate day) {
        return Optional.of(file(domain, day)).filter(Files::isRegularFile);
    }

    /// The file by its path below this folder, such as `east-asia/2019/fluxwatch_east-asia_20190501.nc`.
    public Optional<Path> find(String path) {
        final Matcher name = NAME.matcher(path.substring(path.lastIndexOf('/') + 1));
        if (!name.matches() || !hasDomain(name.group(1))) return Optional.empty();
        return day(name.group(2))
                .map(day -> file(name.group(1), day))
                .filter(file -> path.equals(relative(file)) && Files.isRegularFile(file));
    }

    /// The path of a file below this folder, with slashes.
    public String relative(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // eight digits that are no day
        }
    }

    /// The days there are, with their files.
    public NavigableMap<LocalDate, Path> days(String domain) throws IOException {
        final NavigableMap<LocalDate, Path> days = new TreeMap<>();
        final Path root = folder.resolve(domain);
        if (!hasDomain(domain) || !Files.isDirectory(root)) return days;
        try (Stream<Path> files = Files.walk(root, 2)) {
            for (Path file : (Iterable<Path>) files::iterator)
                if (Files.isRegularFile(file)) {
                    final Matcher name = NAME.matcher(file.getFileName().toString());
                    if (name.matches() && name.group(1).equals(domain))
                        day(name.group(2)).ifPresent(day -> days.put(day, file));
                }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return days;
    }

    /// The revision of a day's file; empty when there is none or it is damaged.
    public OptionalInt revision(String domain, LocalDate day) throws IOException {
        final Optional<Path> file = find(domain, day);
        return file.isPresent() ? revision(domain, file.get()) : OptionalInt.empty();
    }

    /// The revision in a file of a domain, empty when it is damaged; read once as long as the file stays the same.
    public OptionalInt revision(String domain, Path file) throws IOException {
        final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        final long modified = now.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
        final Stamped known = revisions.get(file);
        if (known != null
                && known.modifiedNanos() == modified
                && java.util.Objects.equals(known.fileKey(), now.fileKey())) return known.revision();
        final OptionalInt revision = read(domain, file, whole -> OptionalInt.of(DailyFile.readRevision(whole)))
                .orElse(OptionalInt.empty());
        revisions.put(file, new Stamped(now.fileKey(), modified, revision));
        return revision;
    }

    /// The day in a file of a domain, empty when it is damaged.
    public Optional<DayProduct> read(String domain, Path file) throws IOException {
        return read(domain, file, DailyFile::read);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(Path file) throws IOException;
    }

    private <T> Optional<T> read(String domain, Path file, Reading<T> reading) throws IOException {
        try {
            final T read = reading.of(file);
            damaged.get(domain).remove(file);
            return Optional.of(read);
        } catch (DamagedProductException e) {
            if (damaged.get(domain).add(file)) LOG.error("{}; it is passed over", e.getMessage());
            return Optional.empty();
        }
    }

    /// How many of the files that were looked at are damaged.
    public int damaged(String domain) {
        return damaged.get(domain).size();
    }

    /// Makes the folder of all domains.
    ///
    /// @throws IOException also when nothing can be written to it
    public void open() throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) throw new AccessDeniedException(folder.toString(), null, "it is not writable");
    }

    /// Writes a day, in place of what was there.
    public Path write(DayProduct product) throws IOException {
        final String domain = product.analysis().domain();
        final Path file = file(domain, product.analysis().day());
        DailyFile.write(product, grids.get(domain), file);
        damaged.get(domain).remove(file);
        return file;
    }
}
