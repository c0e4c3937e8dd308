package org.fluxwatch.ingest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.Download;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.ingest.catalog.Deletion;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.GranuleCatalog;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.catalog.GranuleLedger.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the archive and takes in what is new, strictly in order of day, sensor, version; then takes back what the
/// archive has deleted. An archive in trouble ends the look, not the service: what is left is new at the next one.
final class ArchiveWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWatch.class);

    private final GranuleCatalog catalog;
    private final Download download;
    private final GranuleLedger ledger;
    private final GranuleIntake intake;
    private final RetractionWatch retractions;
    private final IngestMetrics metrics;
    private final Health health;

    ArchiveWatch(
            GranuleCatalog catalog,
            Download download,
            GranuleLedger ledger,
            GranuleIntake intake,
            RetractionWatch retractions,
            IngestMetrics metrics,
            Health health) {
        this.catalog = catalog;
        this.download = download;
        this.ledger = ledger;
        this.intake = intake;
        this.retractions = retractions;
        this.metrics = metrics;
        this.health = health;
    }

    void look() throws InterruptedException {
        try {
            final long startNanos = System.nanoTime();
            final List<Granule> present = catalog.granules();
            metrics.pollDuration().record(java.time.Duration.ofNanos(System.nanoTime() - startNanos));
            health.set("archive", Health.State.UP, present.size() + " granules");
            final Optional<List<Deletion>> deletions = retractions.ask(); // close to the list that it is held against
            if (!intake.catchUp()) return;
            takeIn(without(deletions.orElse(List.of()), present));
            // after what is new: a granule that was replaced is none to take back
            if (deletions.isPresent()) retractions.apply(deletions.get());
        } catch (ArchiveException e) {
            LOG.warn("The archive is in trouble, the next look comes later: {}", e.getMessage());
            metrics.archiveError();
            health.set("archive", Health.State.WAITING, e.getMessage());
        }
    }

    private static List<Granule> without(List<Deletion> deletions, List<Granule> present) {
        final Set<String> deleted = deletions.stream().map(Deletion::granule).collect(Collectors.toSet());
        return present.stream()
                .filter(granule -> !deleted.contains(granule.name()))
                .toList();
    }

    private void takeIn(List<Granule> present) throws ArchiveException, InterruptedException {
        final List<Granule> fresh = present.stream()
                .filter(granule -> ledger.verdict(granule) == Verdict.NEW)
                .filter(granule -> granule.problem().isEmpty())
                .toList();
        try (DownloadsAhead ahead = new DownloadsAhead(download, fresh)) {
            for (Granule granule : present) {
                switch (ledger.verdict(granule)) {
                    case DONE -> {}
                    case SUPERSEDED -> intake.supersede(granule);
                    case NEW -> {
                        final Optional<String> problem = granule.problem();
                        if (problem.isPresent()) intake.refuse(granule, problem.get());
                        else intake.take(granule, ahead.take(granule));
                    }
                }
            }
        }
    }
}
