package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.settings.DomainSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The daily files: `<domain>/<yyyy>/` and a [ProductName]. Paths come only from names that settings know and days that
/// are days, so none can lead elsewhere. A file under its former name is found like any other; when its day is written
/// again it takes today's name, so that a day has one file.
public final class ProductFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ProductFolder.class);

    private final Path folder;
    private final Map<String, Grid> grids = new TreeMap<>();
    private final Map<Path, Stamped> revisions = new ConcurrentHashMap<>();
    private final Map<AnalysedDomain, Set<Path>> damaged = new TreeMap<>();

    /// A revision read from a file, valid while the file is the same; empty: it is damaged.
    private record Stamped(Object fileKey, long modifiedNanos, OptionalInt revision) {}

    public ProductFolder(Path folder, Map<String, DomainSettings> domains) {
        this.folder = folder;
        domains.forEach((name, domain) -> grids.put(name, domain.modelGrid()));
        for (AnalysedDomain analysed : AnalysedDomain.all(domains.keySet()))
            damaged.put(analysed, ConcurrentHashMap.newKeySet());
    }

    public boolean hasDomain(String domain) {
        return grids.containsKey(domain);
    }

    /// In alphabetical order.
    public List<String> domains() {
        return List.copyOf(grids.keySet());
    }

    /// Of which domains and systems there may be files, in their order.
    public Set<AnalysedDomain> analysed() {
        return Collections.unmodifiableSet(damaged.keySet());
    }

    private Path file(ProductName name, String file) {
        final String domain = name.analysed().domain();
        if (!hasDomain(domain))
            throw new IllegalArgumentException("domain is '" + domain + "', expected one of " + grids.keySet());
        return folder.resolve(domain)
                .resolve(String.format(Locale.ROOT, "%04d", name.day().getYear()))
                .resolve(file);
    }

    private Path file(ProductName name) {
        return file(name, name.file());
    }

    private Optional<Path> formerFile(ProductName name) {
        return name.formerFile().map(former -> file(name, former)).filter(Files::isRegularFile);
    }

    /// The file of a day, if it is there.
    public Optional<Path> find(AnalysedDomain analysed, LocalDate day) {
        final ProductName name = new ProductName(analysed, day);
        return Optional.of(file(name)).filter(Files::isRegularFile).or(() -> formerFile(name));
    }

    /// The file by its path below this folder, such as `east-asia/2019/fluxwatch_east-asia_filter_20190501.nc`.
    public Optional<Path> find(String path) {
        final String file = path.substring(path.lastIndexOf('/') + 1);
        return ProductName.parse(file)
                .filter(name -> hasDomain(name.analysed().domain()))
                .map(name -> file(name, file))
                .filter(found -> path.equals(relative(found)) && Files.isRegularFile(found));
    }

    /// The path of a file below this folder, with slashes.
    public String relative(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /// The days there are, with their files.
    public NavigableMap<LocalDate, Path> days(AnalysedDomain analysed) throws IOException {
        final NavigableMap<LocalDate, Path> days = new TreeMap<>();
        final Path root = folder.resolve(analysed.domain());
        if (!hasDomain(analysed.domain()) || !Files.isDirectory(root)) return days;
        try (Stream<Path> files = Files.walk(root, 2)) {
            for (Path file : (Iterable<Path>) files::iterator)
                if (Files.isRegularFile(file))
                    ProductName.parse(file.getFileName().toString())
                            .filter(name -> name.analysed().equals(analysed))
                            .ifPresent(name -> days.merge(name.day(), file, (a, b) -> isOf(name, a) ? a : b));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return days;
    }

    /// Whether the file has today's name.
    private static boolean isOf(ProductName name, Path file) {
        return file.getFileName().toString().equals(name.file());
    }

    /// The revision of a day's file; empty when there is none or it is damaged.
    public OptionalInt revision(AnalysedDomain analysed, LocalDate day) throws IOException {
        final Optional<Path> file = find(analysed, day);
        return file.isPresent() ? revision(analysed, file.get()) : OptionalInt.empty();
    }

    /// The revision in a file, empty when it is damaged; read once as long as the file stays the same.
    public OptionalInt revision(AnalysedDomain analysed, Path file) throws IOException {
        final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        final long modified = now.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
        final Stamped known = revisions.get(file);
        if (known != null
                && known.modifiedNanos() == modified
                && java.util.Objects.equals(known.fileKey(), now.fileKey())) return known.revision();
        final OptionalInt revision = read(analysed, file, whole -> OptionalInt.of(DailyFile.readRevision(whole)))
                .orElse(OptionalInt.empty());
        revisions.put(file, new Stamped(now.fileKey(), modified, revision));
        return revision;
    }

    /// The day in a file, empty when it is damaged.
    public Optional<DayProduct> read(AnalysedDomain analysed, Path file) throws IOException {
        return read(analysed, file, DailyFile::read);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(Path file) throws IOException;
    }

    private <T> Optional<T> read(AnalysedDomain analysed, Path file, Reading<T> reading) throws IOException {
        try {
            final T read = reading.of(file);
            damagedOf(analysed).remove(file);
            return Optional.of(read);
        } catch (DamagedProductException e) {
            if (damagedOf(analysed).add(file)) LOG.error("{}; it is passed over", e.getMessage());
            return Optional.empty();
        }
    }

    private Set<Path> damagedOf(AnalysedDomain analysed) {
        return Objects.requireNonNull(damaged.get(analysed), () -> "settings have no " + analysed);
    }

    private Grid grid(String domain) {
        return Objects.requireNonNull(grids.get(domain), () -> "settings have no domain " + domain);
    }

    /// How many of the files that were looked at are damaged.
    public int damaged(AnalysedDomain analysed) {
        return damagedOf(analysed).size();
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
        final AnalysisIdentity identity = product.analysis().identity();
        final ProductName name = new ProductName(identity.analysed(), identity.day());
        final Path file = file(name);
        final Optional<Path> former = formerFile(name);
        if (former.isPresent()) rename(former.get(), file);
        DailyFile.write(product, grid(identity.domain()), file);
        former.ifPresent(damagedOf(identity.analysed())::remove);
        damagedOf(identity.analysed()).remove(file);
        return file;
    }

    /// Before the day is written, not after: whenever it ends, the day has one file.
    private static void rename(Path former, Path file) throws IOException {
        if (Files.exists(file)) Files.delete(former);
        else Files.move(former, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
