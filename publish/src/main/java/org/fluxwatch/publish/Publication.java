package org.fluxwatch.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.publish.comparison.MethodComparison;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.Edition;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.inbound.DayWriter;
import org.fluxwatch.publish.metrics.LatestChiSquares;
import org.fluxwatch.publish.metrics.PublishMetrics;
import org.fluxwatch.publish.outbound.AlarmRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A day is published when its files are written; metrics show what the file says. A file that cannot be read back
/// shows in `fluxwatch_publish_products_damaged`, and holds up nothing.
final class Publication implements DayWriter {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    /// Days whose alarms may wait while others are read.
    private static final int MOST_WAITING = 100;

    private final ProductFolder folder;
    private final MethodComparison comparison;
    private final PublishMetrics metrics;
    private final LatestChiSquares chiSquares = new LatestChiSquares();
    private final AlarmRecords alarms;
    private final Consumer<Product> written;
    private final Set<AnalysedDomain> opened = ConcurrentHashMap.newKeySet();
    /// Whose alarms are on their way, of records that are not committed yet.
    private final Set<AnalysisIdentity> alarmed = ConcurrentHashMap.newKeySet();
    /// Written, but told to nobody as they could not be signed.
    private final Set<Period> untold = ConcurrentHashMap.newKeySet();
    /// Whether there is any: else no folder need be listed with every day that is written.
    private volatile boolean hasMonths;

    private record Period(AnalysedDomain analysed, LocalDate begin) {}

    /// @param alarms where those of each day go once its files are in their places
    /// @param written is told of each product once its files are in their places and signed
    Publication(ProductFolder folder, PublishMetrics metrics, AlarmRecords alarms, Consumer<Product> written) {
        this.alarms = alarms;
        this.folder = folder;
        this.comparison = new MethodComparison(folder);
        this.metrics = metrics;
        this.written = written;
    }

    /// Shows the latest of the files that can be read, if it was not done before.
    @Override
    public void open(AnalysedDomain analysed) throws IOException {
        if (opened.contains(analysed)) return;
        folder.open();
        final NavigableMap<LocalDate, Path> files = folder.days(analysed);
        if (analysed.system() == AssimilationSystem.INVERSION && !files.isEmpty()) hasMonths = true;
        for (Path file : files.descendingMap().values()) {
            final Optional<Product> latest = folder.read(analysed, file);
            latest.ifPresent(product -> show(product, metrics::show));
            folder.alarms(analysed, file).ifPresent(metrics.alarms()::show);
            if (latest.isPresent()) break;
        }
        told(analysed);
        compare();
        countChiSquares(analysed);
        folder.tidy(analysed);
        opened.add(analysed);
    }

    /// Of the inversion's months, those that the day may have a say in: its own, and the one before while that is open.
    /// Where estimates come days later than observations, its own has no file yet.
    @Override
    public boolean isKept(AnalysisIdentity analysis) throws IOException {
        final AnalysedDomain analysed = analysis.analysed();
        final Edition mine = new Edition(analysis.day(), analysis.revision(), "");
        final List<Edition> having = new ArrayList<>();
        folder.edition(analysed, analysis.day()).ifPresent(having::add);
        if (analysed.system() == AssimilationSystem.INVERSION)
            folder.edition(analysed, analysis.day().minusMonths(1))
                    .filter(month -> !month.isFinal() || !month.asOf().isBefore(analysis.day()))
                    .ifPresent(having::add);
        told(analysed);
        final boolean isKept = !having.isEmpty() && having.stream().allMatch(edition -> edition.compareTo(mine) >= 0);
        if (isKept) alarmOnce(analysis, analysis.day());
        return isKept;
    }

    /// Written when any of its files is, or it has nothing for any; superseded when none is and one has newer content.
    @Override
    public Kept keep(DayProduct day) throws IOException {
        final List<Product> products = day.products();
        Kept outcome = products.isEmpty() ? new Kept.Written() : new Kept.Unchanged();
        for (Product product : products.reversed()) { // the day's own first: isKept takes the one before for its answer
            final Kept kept = keep(product);
            if (kept instanceof Kept.Written || outcome instanceof Kept.Unchanged) outcome = kept;
        }
        told(day.identity().analysed());
        if (outcome instanceof Kept.Written) {
            compare();
            countChiSquares(day.identity().analysed());
        }
        return outcome;
    }

    private Kept keep(Product product) throws IOException {
        final AnalysedDomain analysed = product.identity().analysed();
        final Optional<Edition> kept = folder.edition(analysed, product.begin());
        final int newer =
                kept.map(edition -> edition.compareTo(product.edition())).orElse(-1);
        if (newer > 0) return new Kept.Superseded(kept.orElseThrow().toString());
        final Period period = new Period(analysed, product.begin());
        if (newer == 0 && folder.holds(product)) {
            folder.sign(analysed, product.begin()); // a kill may have come before it
            if (untold.remove(period)) written.accept(product);
            alarmOnce(product.identity(), product.begin()); // as well
            return new Kept.Unchanged();
        }
        folder.read(analysed, folder.write(product)).ifPresent(whole -> show(whole, metrics::published));
        alarm(analysed, product.begin());
        alarmed.add(product.identity());
        untold.add(period);
        folder.sign(analysed, product.begin());
        untold.remove(period);
        written.accept(product);
        if (analysed.system() == AssimilationSystem.INVERSION) hasMonths = true;
        return new Kept.Written();
    }

    /// An IOException leaves it to be asked for again.
    private void alarmOnce(AnalysisIdentity identity, LocalDate begin) throws IOException {
        if (alarmed.contains(identity)) return;
        alarm(identity.analysed(), begin);
        alarmed.add(identity);
    }

    /// What the day's file says of its observations, to those who listen and to the metrics.
    private void alarm(AnalysedDomain analysed, LocalDate begin) throws IOException {
        final Optional<Path> file = folder.find(analysed, begin);
        if (file.isEmpty()) return;
        final Optional<DayAlarms> day = folder.alarms(analysed, file.get());
        day.ifPresent(alarms::add);
        day.ifPresent(metrics.alarms()::show);
    }

    @Override
    public boolean deliver() {
        return alarms.deliver();
    }

    @Override
    public String trouble() {
        return alarms.trouble();
    }

    @Override
    public boolean isBehind() {
        return alarms.waiting() > MOST_WAITING;
    }

    @Override
    public void committed() {
        alarmed.clear();
    }

    /// The file is what counts: a period whose metrics cannot be shown is published all the same.
    private static void show(Product product, Consumer<Product> view) {
        try {
            view.accept(product);
        } catch (RuntimeException e) {
            LOG.error("{} is published, but its metrics cannot be shown", product, e);
        }
    }

    private void told(AnalysedDomain analysed) {
        metrics.damaged(analysed, folder.damaged(analysed));
    }

    /// That it cannot be said holds up nothing.
    private void countChiSquares(AnalysedDomain analysed) {
        if (analysed.system() != AssimilationSystem.FILTER) return;
        try {
            metrics.chiSquares(analysed, chiSquares.of(folder.days(analysed)));
        } catch (IOException | RuntimeException e) {
            LOG.error("the chi-squares of {} cannot be counted", analysed, e);
        }
    }

    /// What the files say of both methods; that it cannot be said holds up nothing either.
    private void compare() {
        if (!hasMonths) return;
        try {
            metrics.compared(comparison.newest());
        } catch (IOException | RuntimeException e) {
            LOG.error("filter and inversion cannot be compared", e);
        }
    }
}
