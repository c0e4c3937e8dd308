package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
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
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.monitoring.Monitor;
import org.fluxwatch.publish.monitoring.PastDay;
import org.fluxwatch.publish.signature.FileSignature;
import org.fluxwatch.publish.signature.Signatures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The product files: `<domain>/<yyyy>/` and a [ProductName]. Paths come only from names that settings know and days
/// that are days, so none can lead elsewhere. A day's file is the one that has what is known of the day: its own, or
/// that of its month. A file under its former name is found like any other; when its day is written
/// again it takes today's name, so that a day has one file.
public final class ProductFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ProductFolder.class);

    /// Days whose totals are remembered, with those of members: a year, of which a comparison asks twice.
    private static final int REMEMBERED_TOTALS = 400;

    /// Before a file that seems damaged is read again: between two renames a day's files are of two revisions.
    private static final long AGAIN_MS = 100;

    private final Path folder;
    private final Settings settings;
    private final ReadOnce<Edition> editions = new ReadOnce<>();
    private final ReadOnce<DailyFile.Totals> totals = new ReadOnce<>(REMEMBERED_TOTALS);
    private final ReadOnce<MonthSummary> summaries = new ReadOnce<>();
    private final Map<AnalysedDomain, Set<Path>> damaged = new TreeMap<>();
    private final PreviousFiles previous;
    private final BasisReader bases;
    private final Signatures signatures;
    private final RegionMasks masks;
    private final Monitor monitor;
    private final WatchedDays watched = new WatchedDays();

    /// Of files that are read and not written.
    public ProductFolder(Path folder, Settings settings) {
        this(folder, settings, Signatures.none());
    }

    public ProductFolder(Path folder, Settings settings, Signatures signatures) {
        this.folder = folder;
        this.settings = settings;
        this.previous = new PreviousFiles(settings.publish().keepPreviousDays());
        this.bases = new BasisReader(settings);
        this.signatures = signatures;
        this.masks = new RegionMasks(settings);
        this.monitor = new Monitor(settings.publish().alarms());
        for (AnalysedDomain analysed : AnalysedDomain.all(settings.domains().keySet()))
            damaged.put(analysed, ConcurrentHashMap.newKeySet());
    }

    /// Where the domains' folders are.
    public Path path() {
        return folder;
    }

    /// The grid that settings have for the fields of a domain's analyses.
    public Grid grid(AnalysedDomain analysed) {
        return settings.productGrid(analysed);
    }

    public boolean hasDomain(String domain) {
        return settings.domains().containsKey(domain);
    }

    /// In alphabetical order.
    public List<String> domains() {
        return List.copyOf(settings.domains().keySet());
    }

    /// Of which domains and systems there may be files, in their order.
    public Set<AnalysedDomain> analysed() {
        return Collections.unmodifiableSet(damaged.keySet());
    }

    /// A domain as settings have it analysed.
    public AnalysedDomain own(String domain) {
        return new AnalysedDomain(domain, settings.domain(domain).system());
    }

    /// All domains as settings have them analysed.
    public Set<AnalysedDomain> own() {
        return domains().stream().map(this::own).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Of which domains and systems there are files, and those that settings name.
    public Set<AnalysedDomain> listed() throws IOException {
        final Set<AnalysedDomain> listed = new TreeSet<>();
        for (AnalysedDomain analysed : analysed())
            if (own(analysed.domain()).equals(analysed) || !days(analysed).isEmpty()) listed.add(analysed);
        return listed;
    }

    private Path file(ProductName name, String file) {
        final String domain = name.analysed().domain();
        if (!hasDomain(domain))
            throw new IllegalArgumentException("domain is '" + domain + "', expected one of "
                    + settings.domains().keySet());
        return folder.resolve(domain)
                .resolve(String.format(Locale.ROOT, "%04d", name.begin().getYear()))
                .resolve(file);
    }

    private Path file(ProductName name) {
        return file(name, name.file());
    }

    private Optional<Path> formerFile(ProductName name) {
        return name.formerFile().map(former -> file(name, former)).filter(Files::isRegularFile);
    }

    /// The file of a day or of its month, if it is there.
    public Optional<Path> find(AnalysedDomain analysed, LocalDate day) {
        final ProductName name = ProductName.of(analysed, day);
        return Optional.of(file(name)).filter(Files::isRegularFile).or(() -> formerFile(name));
    }

    /// The file by its path below this folder, such as `east-asia/2019/fluxwatch_east-asia_filter_20190501.nc`, one
    /// beside it, of what a revision has replaced, or of the signature of any of them.
    public Optional<Path> find(String path) {
        if (path.endsWith(FileSignature.SUFFIX))
            return find(path.substring(0, path.length() - FileSignature.SUFFIX.length()))
                    .map(FileSignature::beside)
                    .filter(Files::isRegularFile);
        final String file = path.substring(path.lastIndexOf('/') + 1);
        final Optional<PreviousName> replaced = PreviousName.parse(Companion.productName(file));
        if (replaced.isPresent())
            return replaced.map(PreviousName::product)
                    .filter(name -> hasDomain(name.analysed().domain()))
                    .map(name -> file(name).resolveSibling(PreviousFiles.FOLDER).resolve(file))
                    .filter(found -> path.equals(relative(found)) && Files.isRegularFile(found));
        return ProductName.parse(Companion.productName(file))
                .filter(name -> hasDomain(name.analysed().domain()))
                .map(name -> file(name, file))
                .or(() -> RollupName.path(file).filter(this::isOfDomain).map(folder::resolve))
                .filter(found -> path.equals(relative(found)) && Files.isRegularFile(found));
    }

    private boolean isOfDomain(String path) {
        return hasDomain(path.substring(0, path.indexOf('/')));
    }

    /// The path of a file below this folder, with slashes.
    public String relative(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /// The first days of the periods there are, with their files.
    public NavigableMap<LocalDate, Path> days(AnalysedDomain analysed) throws IOException {
        return hasDomain(analysed.domain()) ? FilterFiles.periods(folder, analysed) : new TreeMap<>();
    }

    /// The revision of a day's file; empty when there is none or it is damaged.
    public OptionalInt revision(AnalysedDomain analysed, LocalDate day) throws IOException {
        final Optional<Edition> edition = edition(analysed, day);
        return edition.isPresent() ? OptionalInt.of(edition.get().revision()) : OptionalInt.empty();
    }

    /// Which product of its period a day's file is; empty when there is none or it is damaged.
    public Optional<Edition> edition(AnalysedDomain analysed, LocalDate day) throws IOException {
        final Optional<Path> file = find(analysed, day);
        return file.isPresent() ? edition(analysed, file.get()) : Optional.empty();
    }

    /// Which product of its period a file is, empty when it is damaged; read once as long as the file stays the same.
    public Optional<Edition> edition(AnalysedDomain analysed, Path file) throws IOException {
        return editions.of(
                file,
                () -> read(
                        analysed,
                        file,
                        switch (analysed.system()) {
                            case FILTER -> DailyFile::readEdition;
                            case INVERSION -> MonthlyFile::readEdition;
                        }));
    }

    /// What is in a file, empty when it is damaged.
    public Optional<Product> read(AnalysedDomain analysed, Path file) throws IOException {
        return read(
                analysed,
                file,
                switch (analysed.system()) {
                    case FILTER -> DailyFile::read;
                    case INVERSION -> MonthlyFile::read;
                });
    }

    /// The regions in a day's file of the filter, empty when it is damaged; read once like the edition.
    public Optional<DailyFile.Totals> totals(AnalysedDomain analysed, Path file) throws IOException {
        return totals.of(file, () -> read(analysed, file, DailyFile::readTotals));
    }

    /// A month of the inversion without fields and observations, empty when the file is damaged; read once like the
    /// edition.
    public Optional<MonthSummary> summary(AnalysedDomain analysed, Path file) throws IOException {
        return summaries.of(file, () -> read(analysed, file, MonthlyFile::readSummary));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(Path file) throws IOException;
    }

    private <T> Optional<T> read(AnalysedDomain analysed, Path file, Reading<T> reading) throws IOException {
        try {
            final T read = readTwice(analysed, file, reading);
            damagedOf(analysed).remove(file);
            return Optional.of(read);
        } catch (DamagedProductException e) {
            if (damagedOf(analysed).add(file)) LOG.error("{}; it is passed over", e.getMessage());
            return Optional.empty();
        }
    }

    /// A file that seems damaged is read once more: its observations may be of the next revision already, for a moment.
    private <T> T readTwice(AnalysedDomain analysed, Path file, Reading<T> reading) throws IOException {
        try {
            return reading.of(file);
        } catch (DamagedProductException e) {
            if (damagedOf(analysed).contains(file)) throw e;
            try {
                Thread.sleep(AGAIN_MS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw e;
            }
            return reading.of(file);
        }
    }

    private Set<Path> damagedOf(AnalysedDomain analysed) {
        return Objects.requireNonNull(damaged.get(analysed), () -> "settings have no " + analysed);
    }

    /// How many of the files that were looked at are damaged.
    public int damaged(AnalysedDomain analysed) {
        return damagedOf(analysed).size();
    }

    /// What later editions have replaced of a day's or month's file and is kept, the earliest first.
    public List<Path> previous(AnalysedDomain analysed, LocalDate day) throws IOException {
        final ProductName name = ProductName.of(analysed, day);
        return PreviousFiles.of(name, file(name).resolveSibling(PreviousFiles.FOLDER)).stream()
                .map(PreviousFiles.Previous::file)
                .toList();
    }

    /// All files that are there of a day or month, of now and replaced, the earliest first.
    public List<Path> editions(AnalysedDomain analysed, LocalDate day) throws IOException {
        final List<Path> files = new ArrayList<>(previous(analysed, day));
        find(analysed, day).ifPresent(files::add);
        return files;
    }

    /// Signs what is not signed, deletes what is kept of days that have become too old.
    public void tidy(AnalysedDomain analysed) throws IOException {
        final NavigableMap<LocalDate, Path> days = days(analysed);
        if (!days.isEmpty()) newest(analysed, newestAnalysis(analysed, days));
        sign(analysed);
    }

    /// Signs what is not signed of a domain.
    public synchronized void sign(AnalysedDomain analysed) throws IOException {
        signatures.refresh(folder.resolve(analysed.domain()), 3); // years, and the previous ones of each
    }

    /// Signs what is not signed of the year of a day that was written, and of that of the month before.
    public synchronized void sign(AnalysedDomain analysed, LocalDate day) throws IOException {
        final Path domain = folder.resolve(analysed.domain());
        signatures.refresh(domain, 1);
        for (int year = day.minusMonths(1).getYear(); year <= day.getYear(); year++)
            signatures.refresh(domain.resolve(String.format(Locale.ROOT, "%04d", year)), 2);
    }

    private LocalDate newestAnalysis(AnalysedDomain analysed, NavigableMap<LocalDate, Path> days) throws IOException {
        return edition(analysed, days.lastEntry().getValue()).map(Edition::asOf).orElse(days.lastKey());
    }

    private void newest(AnalysedDomain analysed, LocalDate day) throws IOException {
        previous.newest(analysed, day, folder.resolve(analysed.domain()));
    }

    /// Makes the folder of all domains.
    ///
    /// @throws IOException also when nothing can be written to it
    public void open() throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) throw new AccessDeniedException(folder.toString(), null, "it is not writable");
    }

    /// Writes a product, in place of what was there.
    ///
    /// @throws IllegalArgumentException when its file cannot hold it
    public Path write(Product product) throws IOException {
        final AnalysedDomain analysed = product.identity().analysed();
        final ProductName name = new ProductName(analysed, product.begin());
        final Path file = file(name);
        final Optional<Path> former = formerFile(name);
        if (former.isPresent()) rename(former.get(), file);
        final Grid grid = settings.productGrid(analysed);
        final Map<String, String> further =
                new TreeMap<>(settings.publish().attributes().given());
        further.put(
                Basis.ATTRIBUTE,
                bases.of(product, begin -> find(analysed, begin)).text());
        if (!previous.knows(analysed)) tidy(analysed);
        newest(analysed, product.identity().day());
        keepPrevious(product, name, file);
        switch (product) {
            case DayProduct day ->
                DailyFile.write(
                        day,
                        grid,
                        masks.of(analysed),
                        settings.publish().keepMembersDays() > 0,
                        further,
                        Optional.of(watch(day)),
                        file);
            case MonthProduct month -> MonthlyFile.write(month, grid, further, file);
        }
        former.ifPresent(damagedOf(analysed)::remove);
        damagedOf(analysed).remove(file);
        return file;
    }

    /// How a day's observations compare with those of the days before, as their files are now.
    private DayAlarms watch(DayProduct day) throws IOException {
        final AnalysedDomain analysed = day.identity().analysed();
        return monitor.watch(
                day.identity(),
                day.innovations(),
                day.analysis().ofFilter().spinUp(),
                watched.before(day.begin(), before -> find(analysed, before)),
                settings.domain(analysed.domain()).sensors());
    }

    /// How the observations of a file's day compare with those of the days before; empty where there is none of the
    /// filter, or it is damaged or of version 0.2.0 or before.
    public Optional<DayAlarms> alarms(AnalysedDomain analysed, Path file) throws IOException {
        // they stand in a file beside it, which may be whole
        if (damagedOf(analysed).contains(file)) return Optional.empty();
        return switch (analysed.system()) {
            case FILTER -> read(analysed, file, watched::told).flatMap(said -> said.map(PastDay::alarms));
            case INVERSION -> Optional.empty();
        };
    }

    /// Writes a product once more, with attributes as another file of it has them; nothing is kept of what was there.
    ///
    /// @param further global attributes: the operator's and the basis
    /// @param withMembers whether fluxes by member get a file
    /// @param other a file of it, which says what of limits and alarms follows from other days
    /// @throws IllegalArgumentException when its file cannot hold it
    public Path rewrite(Product product, Map<String, String> further, boolean withMembers, Path other)
            throws IOException {
        final AnalysedDomain analysed = product.identity().analysed();
        final Path file = file(new ProductName(analysed, product.begin()));
        final Grid grid = settings.productGrid(analysed);
        switch (product) {
            case DayProduct day ->
                DailyFile.write(
                        day,
                        grid,
                        masks.of(analysed),
                        withMembers,
                        further,
                        watched.told(other).map(said -> Monitor.again(said.alarms(), day.innovations())),
                        file);
            case MonthProduct month -> MonthlyFile.write(month, grid, further, file);
        }
        return file;
    }

    /// Of the edition that is there, where it is an earlier one: what is there of the same one says the same, or is not
    /// to be kept.
    private void keepPrevious(Product product, ProductName name, Path file) throws IOException {
        if (!Files.isRegularFile(file)) return;
        final Optional<Edition> there = edition(name.analysed(), file);
        if (there.isPresent() && there.get().compareTo(product.edition()) < 0) previous.keep(name, file, there.get());
    }

    /// Whether a period's files hold just this.
    public boolean holds(Product product) throws IOException {
        final AnalysedDomain analysed = product.identity().analysed();
        final Optional<Path> file = find(analysed, product.begin());
        if (file.isEmpty()) return false;
        return switch (product) {
            case DayProduct day ->
                read(analysed, file.get()).filter(day.withoutDetails()::equals).isPresent()
                        && read(analysed, file.get(), path -> DailyFile.holdsDetails(path, day))
                                .orElse(false);
            case MonthProduct month ->
                read(analysed, file.get()).filter(month::equals).isPresent();
        };
    }

    /// Before the day is written, not after: whenever it ends, the day has one file.
    private static void rename(Path former, Path file) throws IOException {
        if (Files.exists(file)) Files.delete(former);
        else {
            Signatures.carry(former, file);
            Files.move(former, file, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(FileSignature.beside(former));
    }
}
