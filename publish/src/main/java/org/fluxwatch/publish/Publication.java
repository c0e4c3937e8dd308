package org.fluxwatch.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.inbound.DayWriter;
import org.fluxwatch.publish.metrics.PublishMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A day is published when its file is written; metrics show what the file says. A file that cannot be read back shows
/// in `fluxwatch_publish_products_damaged`, and holds up nothing.
final class Publication implements DayWriter {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    private final ProductFolder folder;
    private final PublishMetrics metrics;
    private final Set<AnalysedDomain> opened = ConcurrentHashMap.newKeySet();

    Publication(ProductFolder folder, PublishMetrics metrics) {
        this.folder = folder;
        this.metrics = metrics;
    }

    /// Shows the latest of the days that can be read, if it was not done before.
    @Override
    public void open(AnalysedDomain analysed) throws IOException {
        if (opened.contains(analysed)) return;
        folder.open();
        for (Path file : folder.days(analysed).descendingMap().values()) {
            final Optional<DayProduct> latest = folder.read(analysed, file);
            latest.ifPresent(product -> show(product, metrics::show));
            if (latest.isPresent()) break;
        }
        told(analysed);
        opened.add(analysed);
    }

    @Override
    public OptionalInt revisionKept(AnalysedDomain analysed, LocalDate day) throws IOException {
        final OptionalInt revision = folder.revision(analysed, day);
        told(analysed);
        return revision;
    }

    @Override
    public boolean keeps(DayProduct product) throws IOException {
        final AnalysedDomain analysed = product.analysis().identity().analysed();
        final Optional<Path> file =
                folder.find(analysed, product.analysis().identity().day());
        return file.isPresent()
                && folder.read(analysed, file.get()).filter(product::equals).isPresent();
    }

    @Override
    public void write(DayProduct product) throws IOException {
        final AnalysedDomain analysed = product.analysis().identity().analysed();
        folder.read(analysed, folder.write(product)).ifPresent(written -> show(written, metrics::published));
        told(analysed);
    }

    /// The file is what counts: a day whose metrics cannot be shown is published all the same.
    private static void show(DayProduct product, Consumer<DayProduct> view) {
        try {
            view.accept(product);
        } catch (RuntimeException e) {
            LOG.error("{} is published, but its metrics cannot be shown", product, e);
        }
    }

    private void told(AnalysedDomain analysed) {
        metrics.damaged(analysed, folder.damaged(analysed));
    }
}
