package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.settings.DomainSettings;

/// The daily files: `<domain>/<yyyy>/fluxwatch_<domain>_<yyyymmdd>.nc`. Paths come only from names that settings
/// know and days that are days, so none can lead elsewhere.
public final class ProductFolder {
    private static final Pattern NAME = Pattern.compile("fluxwatch_(.+)_(\\d{8})\\.nc");

    private final Path folder;
    private final Map<String, Grid> grids = new TreeMap<>();
    private final Map<Path, Stamped> revisions = new ConcurrentHashMap<>();

    /// A revision read from a file, valid while the file is the same.
    private record Stamped(Object fileKey, long modifiedNanos, int revision) {}

    public ProductFolder(Path folder, Map<String, DomainSettings> domains) {
        this.folder = folder;
        domains.forEach((name, domain) -> grids.put(name, domain.modelGrid()));
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
                .resolve("%04d".formatted(day.getYear()))
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
        }
        return days;
    }

    /// The revision of a day's file, if it is there.
    public OptionalInt revision(String domain, LocalDate day) throws IOException {
        final Optional<Path> file = find(domain, day);
        return file.isPresent() ? OptionalInt.of(revision(file.get())) : OptionalInt.empty();
    }

    /// The revision in a file; read once as long as the file stays the same.
    public int revision(Path file) throws IOException {
        final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        final long modified = now.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
        final Stamped known = revisions.get(file);
        if (known != null
                && known.modifiedNanos() == modified
                && java.util.Objects.equals(known.fileKey(), now.fileKey())) return known.revision();
        final int revision = DailyFile.readRevision(file);
        revisions.put(file, new Stamped(now.fileKey(), modified, revision));
        return revision;
    }

    /// Writes a day, in place of what was there.
    public Path write(DayProduct product) throws IOException {
        final String domain = product.analysis().domain();
        final Path file = file(domain, product.analysis().day());
        DailyFile.write(product, grids.get(domain), file);
        return file;
    }
}
