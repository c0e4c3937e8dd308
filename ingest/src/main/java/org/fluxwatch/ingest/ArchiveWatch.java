package org.fluxwatch.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.ingest.catalog.Deletion;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.GranuleCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the archive and takes in what is new, in the order of [GranuleQueue]; then takes back what the archive has
/// deleted. An archive in trouble ends the look, not the service: what is left is new at the next one. So does a fault
/// of the look itself, unless it comes [#MOST_FAULTS] times in a row.
final class ArchiveWatch {
    static final int MOST_FAULTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWatch.class);
    private static final String PART = "archive";

    private final GranuleCatalog catalog;
    private final GranuleQueue queue;
    private final Publication publication;
    private final RetractionWatch retractions;
    private final IngestMetrics metrics;
    private final Health health;
    private final Pause pause;
    private int faults;

    ArchiveWatch(
            GranuleCatalog catalog,
            GranuleQueue queue,
            Publication publication,
            RetractionWatch retractions,
            IngestMetrics metrics,
            Health health,
            Pause pause) {
        this.catalog = catalog;
        this.queue = queue;
        this.publication = publication;
        this.retractions = retractions;
        this.metrics = metrics;
        this.health = health;
        this.pause = pause;
    }

    /// @return whether all that the archive lists is done or put aside
    /// @throws IllegalStateException when Kafka lets this ingest publish no more, or the look fails for good
    boolean look() throws InterruptedException {
        boolean whole = false;
        try {
            whole = lookOnce();
        } catch (ArchiveException | OwnDiskException e) {
            LOG.warn("The archive or the disk is in trouble, the next look comes later: {}", e.getMessage());
            metrics.archiveError();
            health.set(PART, Health.State.WAITING, Messages.of(e));
        } catch (Throwable e) {
            FailureAnswers.passOn(e);
            answerFault(e);
            return false;
        }
        if (faults > 0) health.set(IngestService.PART, Health.State.UP, "");
        faults = 0;
        return whole;
    }

    private boolean lookOnce() throws ArchiveException, InterruptedException {
        final long startNanos = System.nanoTime();
        final List<Granule> present = catalog.granules();
        metrics.pollDuration().record(Duration.ofNanos(System.nanoTime() - startNanos));
        metrics.leftAlone(catalog.leftAlone());
        metrics.products(catalog.remarks());
        metrics.archiveHasAnswered();
        health.set(PART, Health.State.UP, present.size() + " granules" + remarks());
        final Optional<List<Deletion>> deletions = retractions.ask(); // close to the list that it is held against
        if (!publication.catchUp()) return false;
        try {
            queue.takeIn(without(deletions.orElse(List.of()), present));
        } finally {
            metrics.toTryAgain(queue.toTryAgain(present));
        }
        // after what is new: a granule that was replaced is none to take back
        if (deletions.isPresent()) retractions.apply(deletions.get());
        return true;
    }

    private String remarks() {
        return catalog.remarks().stream().map(remark -> "; " + remark.text()).collect(Collectors.joining());
    }

    private void answerFault(Throwable fault) throws InterruptedException {
        faults++;
        metrics.lookFault();
        LOG.error("The look at the archive has failed, {} times in a row; the next one comes later", faults, fault);
        if (faults >= MOST_FAULTS)
            throw new IllegalStateException(
                    "the look at the archive has failed " + faults + " times in a row, the last time by " + fault,
                    fault);
        health.set(IngestService.PART, Health.State.WAITING, "the last look has failed, the next one comes: " + fault);
        pause.forMillis(Pause.backOffMillis(faults));
    }

    private static List<Granule> without(List<Deletion> deletions, List<Granule> present) {
        final Set<String> deleted = deletions.stream().map(Deletion::granule).collect(Collectors.toSet());
        return present.stream()
                .filter(granule -> !deleted.contains(granule.name()))
                .toList();
    }
}
