package org.fluxwatch.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.ingest.catalog.Deletion;
import org.fluxwatch.ingest.catalog.GranuleCatalog;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the archive what it has deleted, at the start and then once a day, and takes back what was published of it,
/// unless a newer granule of the sensor and day is published. An answer that failed takes nothing back; the question is
/// asked again at the next look.
final class RetractionWatch {
    /// Deletions are rare, and the answer is of a year: more often would burden the archive for nothing.
    static final Duration INTERVAL = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(RetractionWatch.class);

    private final GranuleCatalog catalog;
    private final GranuleLedger ledger;
    private final GranuleIntake intake;
    private final IngestMetrics metrics;
    private final Health health;
    private final InstantSource clock;
    private Instant nextQuestion = Instant.MIN;

    RetractionWatch(
            GranuleCatalog catalog,
            GranuleLedger ledger,
            GranuleIntake intake,
            IngestMetrics metrics,
            Health health,
            InstantSource clock) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.intake = intake;
        this.metrics = metrics;
        this.health = health;
        this.clock = clock;
    }

    /// What the archive has deleted; empty when it is not yet time to ask or there was no answer.
    Optional<List<Deletion>> ask() throws InterruptedException {
        final Instant now = clock.instant();
        if (now.isBefore(nextQuestion)) return Optional.empty();
        try {
            return Optional.of(catalog.deletions(now));
        } catch (ArchiveException e) {
            unknown(Messages.of(e));
        } catch (RuntimeException | Error e) {
            unknown(FailureAnswers.fault(e, "the list of deleted granules").detail());
        }
        return Optional.empty();
    }

    private void unknown(String why) {
        LOG.warn("What the archive has deleted is not known, the next look asks again: {}", why);
        metrics.archiveError();
        health.set("archive", Health.State.UP, "what it has deleted is not known: " + why);
    }

    void apply(List<Deletion> deletions) throws InterruptedException {
        for (Deletion deletion : deletions) {
            try {
                apply(deletion);
            } catch (RuntimeException | Error e) {
                final FailureAnswer.PutAside aside = FailureAnswers.fault(e, "the retraction of " + deletion.granule());
                LOG.error("{} is not retracted, which is tried again in a day: {}", deletion.granule(), aside.detail());
                metrics.putAside(IngestMetrics.Item.RETRACTION, aside.reason().label());
            }
        }
        nextQuestion = clock.instant().plus(INTERVAL);
    }

    private void apply(Deletion deletion) throws InterruptedException {
        final Optional<GranuleState> published = ledger.state(deletion.granule())
                .filter(state -> state.outcome() == GranuleState.Outcome.PUBLISHED)
                .filter(state -> !ledger.isOvertaken(state));
        if (published.isPresent())
            intake.retract(published.get(), "was deleted in the archive's catalogue at " + deletion.at());
    }
}
