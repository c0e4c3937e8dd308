package org.fluxwatch.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.fluxwatch.contract.archive.Download;
import org.fluxwatch.contract.archive.DownloadTally;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.KafkaWait;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.ingest.catalog.GranuleCatalog;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.fluxwatch.ingest.outbound.LedgerTopic;

/// What lies between archive and Kafka, put together.
final class IngestStage implements AutoCloseable {
    final GranuleCatalog catalog;
    final GranuleLedger ledger = new GranuleLedger();
    private final ArchiveWatch watch;
    private final Publication publication;
    private final GranulePublisher publisher;
    private final LedgerTopic ledgerTopic;
    private final EarthdataSession session;
    private final Health health;
    private final Pause pause;
    private final Co2Scale scale;

    /// @param downloads folder for downloads under way
    IngestStage(
            Settings settings,
            Path downloads,
            IngestMetrics metrics,
            DownloadTally tally,
            Health health,
            Pause pause,
            IntakeProgress progress) {
        this.health = health;
        this.pause = pause;
        scale = settings.ingest().co2Scale();
        final InstantSource clock = InstantSource.system();
        session = new EarthdataSession(settings.archive(), pause, tally);
        publisher = GranulePublisher.to(settings.kafka(), GranulePublisher.TRANSACTIONAL_ID);
        ledgerTopic = LedgerTopic.of(settings.kafka(), metrics::written);
        publication = new Publication(publisher, ledger, ledgerTopic, metrics, health, pause);
        final GranuleIntake intake = new GranuleIntake(settings, ledger, publication, metrics, clock);
        catalog = GranuleCatalog.of(settings.archive(), settings.sensors(), session, metrics::recordRefused);
        watch = new ArchiveWatch(
                catalog,
                new GranuleQueue(download(session, downloads, pause), ledger, intake, clock, progress),
                publication,
                new RetractionWatch(catalog, ledger, intake, metrics, health, clock),
                metrics,
                health,
                pause);
    }

    private static Download download(EarthdataSession session, Path folder, Pause pause) {
        try {
            clear(folder);
            return new Download(session, folder, pause);
        } catch (IOException e) {
            throw new UncheckedIOException("data-folder: " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// What an earlier run left is fetched again, if it is still wanted; downloads that broke off are gone on with.
    private static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (var leftovers = Files.list(folder)) {
            for (Path leftover : leftovers.filter(Files::isRegularFile).toList())
                if (!Download.isInPart(leftover)) Files.delete(leftover);
        }
    }

    /// Connects to Kafka and reads the ledger, however long it takes.
    ///
    /// @throws IllegalStateException when what was published is on another scale than settings ask for
    void connect() throws InterruptedException {
        new KafkaWait(BrokerWatch.PART, health::set, pause, InstantSource.system()).until(publication::connect);
        ScaleCheck.require(scale, ledger);
    }

    /// @return whether all that the archive lists is done or put aside
    boolean look() throws InterruptedException {
        return watch.look();
    }

    @Override
    public void close() {
        ledgerTopic.close();
        publisher.close();
        session.close();
    }
}
