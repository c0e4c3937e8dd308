package org.fluxwatch.ingest;

import java.util.List;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.GranuleCatalog;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.catalog.GranuleLedger.Verdict;
import org.fluxwatch.ingest.download.ArchiveException;
import org.fluxwatch.ingest.download.Download;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the archive and takes in what is new, strictly in order of day, sensor, version. An archive in trouble ends
/// the look, not the service: what is left is new at the next one.
final class ArchiveWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWatch.class);

    private final GranuleCatalog catalog;
    private final Download download;
    private final GranuleLedger ledger;
    private final GranuleIntake intake;
    private final IngestMetrics metrics;
    private final Health health;

    ArchiveWatch(
            GranuleCatalog catalog,
            Download download,
            GranuleLedger ledger,
            GranuleIntake intake,
            IngestMetrics metrics,
            Health health) {
        this.catalog = catalog;
        this.download = download;
        this.ledger = ledger;
        this.intake = intake;
        this.metrics = metrics;
        this.health = health;
    }

    void look() throws InterruptedException {
        try {
            final long startNanos = System.nanoTime();
            final List<Granule> present = catalog.granules();
            metrics.pollDuration().record(java.time.Duration.ofNanos(System.nanoTime() - startNanos));
            health.set("archive", Health.State.UP, present.size() + " granules");
            takeIn(present);
        } catch (ArchiveException e) {
            LOG.warn("The archive is in trouble, the next look comes later: {}", e.getMessage());
            metrics.archiveError();
            health.set("archive", Health.State.WAITING, e.getMessage());
        }
    }

    private void takeIn(List<Granule> present) throws ArchiveException, InterruptedException {
        final List<Granule> fresh = present.stream()
                .filter(granule -> ledger.verdict(granule) == Verdict.NEW)
                .toList();
        try (DownloadsAhead ahead = new DownloadsAhead(download, fresh)) {
            for (Granule granule : present) {
                switch (ledger.verdict(granule)) {
                    case DONE -> {}
                    case SUPERSEDED -> intake.supersede(granule);
                    case NEW -> intake.take(granule, ahead.take(granule));
                }
            }
        }
    }
}
