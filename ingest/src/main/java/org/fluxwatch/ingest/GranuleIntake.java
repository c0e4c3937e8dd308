package org.fluxwatch.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.Fetched;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleState.Outcome;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.service.LogFields;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.ingest.FailureAnswer.PutAside;
import org.fluxwatch.ingest.catalog.Again;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one granule in, whatever it is like: reads, screens, grids and publishes it, or puts it aside; then enters it
/// in the ledger. Or takes one back.
final class GranuleIntake {
    private static final Logger LOG = LoggerFactory.getLogger(GranuleIntake.class);

    private final Settings settings;
    private final Quarantine quarantine;
    private final GranuleLedger ledger;
    private final Publication publication;
    private final IngestMetrics metrics;
    private final InstantSource clock;
    private final LineQuota lines;

    GranuleIntake(
            Settings settings,
            GranuleLedger ledger,
            Publication publication,
            IngestMetrics metrics,
            InstantSource clock) {
        this.settings = settings;
        this.quarantine = Quarantine.of(settings);
        this.ledger = ledger;
        this.publication = publication;
        this.metrics = metrics;
        this.clock = clock;
        this.lines = new LineQuota(clock);
    }

    void supersede(Granule granule) throws InterruptedException {
        LOG.info("{} ({}) is superseded", granule.name(), granule.version());
        publish(granule, PreparedGranule.superseded(granule));
    }

    /// Takes back what a granule brought, in every domain.
    ///
    /// @param why one line
    void retract(GranuleState published, String why) throws InterruptedException {
        try (var _ = LogFields.of(published.granule(), published.sensor(), published.day())) {
            final PreparedRetraction prepared =
                    PreparedRetraction.of(published, ledger, settings.domains().keySet(), why);
            publication.publish(prepared.observations(), prepared.entries());
            metrics.committed(prepared.entries().getFirst().state(), prepared.observations());
            LOG.warn("{} ({}) is retracted: {}", published.granule(), published.version(), why);
        }
    }

    /// @throws ArchiveException when the disk fails, or may fail; the granule is as it was
    void take(Granule granule, Fetched fetched) throws ArchiveException, InterruptedException {
        switch (fetched) {
            case Fetched.Unfinished unfinished -> LOG.info("{} waits: {}", granule.name(), unfinished.reason());
            case Fetched.Bad bad ->
                putAside(granule, bad, new PutAside(FailureAnswer.Reason.NOT_FETCHED, bad.reason()));
            case Fetched.Whole whole -> take(granule, whole);
        }
    }

    private void take(Granule granule, Fetched.Whole whole) throws ArchiveException, InterruptedException {
        try {
            read(granule, whole);
        } catch (Throwable e) {
            switch (FailureAnswers.of(e, granule.name(), granule.source())) {
                case PutAside aside -> putAside(granule, bad(whole, aside), aside);
                case FailureAnswer.Doubtful doubtful -> throw doubtful.trouble();
                case FailureAnswer.Wait wait -> throw wait.trouble();
            }
        }
    }

    private void read(Granule granule, Fetched.Whole whole) throws Exception {
        final PreparedGranule prepared = PreparedGranule.read(granule, whole.file(), settings);
        final Optional<PutAside> aside = prepared.putAside().or(() -> emptied(prepared.state()));
        if (aside.isPresent()) {
            putAside(granule, bad(whole, aside.get()), aside.get(), prepared.state());
            return;
        }
        publish(granule, prepared);
        LOG.info(
                "{} ({}): {} soundings, rejected {}, superobservations {}",
                granule.name(),
                granule.version(),
                prepared.state().soundings(),
                prepared.state().rejected(),
                prepared.state().superobservations());
        cleanUp(granule, whole);
    }

    /// A file without soundings may be a day without any, but does not take the place of one that had some.
    private Optional<PutAside> emptied(GranuleState state) {
        if (state.soundings() > 0) return Optional.empty();
        return ledger.published(state.sensor(), state.day()).stream()
                .filter(other -> other.soundings() > 0)
                .findFirst()
                .map(other -> new PutAside(
                        FailureAnswer.Reason.OTHER_CONTENT,
                        "holds no sounding, expected some: " + other.granule() + " (" + other.version() + ") has "
                                + other.soundings()));
    }

    private static Fetched.Bad bad(Fetched.Whole whole, PutAside aside) {
        return new Fetched.Bad(Optional.of(whole.file()), whole.temporary(), aside.detail());
    }

    /// Puts a granule aside unread.
    ///
    /// @throws OwnDiskException when there is no room for it
    void putAside(Granule granule, PutAside aside) throws InterruptedException {
        final Fetched.Bad bad =
                switch (granule.source()) {
                    case GranuleSource.LocalFile local ->
                        new Fetched.Bad(Optional.of(local.path()), false, aside.detail());
                    case GranuleSource.Remote remote -> new Fetched.Bad(Optional.empty(), true, aside.detail());
                };
        putAside(granule, bad, aside);
    }

    private void putAside(Granule granule, Fetched.Bad bad, PutAside aside) throws InterruptedException {
        putAside(granule, bad, aside, PreparedGranule.unusable(granule, aside.detail(), 0, Map.of()));
    }

    /// What was published of the granule before stays.
    private void putAside(Granule granule, Fetched.Bad bad, PutAside aside, GranuleState read)
            throws InterruptedException {
        final Instant now = clock.instant();
        final Optional<LedgerEntry> known = ledger.entry(granule.name());
        final Optional<Again> before = known.flatMap(LedgerEntry::again);
        final Optional<Again> again =
                aside.reason().mayPass() ? Optional.of(Again.after(before, now)) : Optional.empty();
        lines.next(aside.reason().label())
                .ifPresent(note -> LOG.warn(
                        "{} ({}) is put aside, {}: {}{}{}",
                        granule.name(),
                        granule.version(),
                        aside.reason().label(),
                        aside.detail(),
                        again.map(next -> "; it is tried again after " + next.notBefore())
                                .orElse(""),
                        note));
        try {
            metrics.evicted(quarantine.put(granule.name(), bad, now));
        } catch (IOException e) {
            throw new OwnDiskException(granule.name() + " cannot be put into quarantine: " + FileTrouble.reason(e), e);
        }
        final GranuleState quarantined =
                PreparedGranule.unusable(granule, aside.detail(), read.soundings(), read.rejected());
        final GranuleState entered = known.map(LedgerEntry::state)
                .filter(state -> state.outcome() == Outcome.PUBLISHED)
                .map(published -> PreparedGranule.kept(published, granule, aside.detail()))
                .orElse(quarantined);
        publication.publish(List.of(), List.of(new LedgerEntry(entered, Fingerprint.of(granule.source()), again)));
        if (before.isPresent()) return; // the same again is counted once
        metrics.committed(quarantined, List.of());
        metrics.putAside(IngestMetrics.Item.GRANULE, aside.reason().label());
    }

    private void publish(Granule granule, PreparedGranule prepared) throws InterruptedException {
        publication.publish(
                prepared.observations(), List.of(new LedgerEntry(prepared.state(), Fingerprint.of(granule.source()))));
        metrics.committed(prepared.state(), prepared.observations());
    }

    /// A download has served its purpose, the archive keeps the original; what was said of an earlier try is not so
    /// now.
    private void cleanUp(Granule granule, Fetched.Whole whole) {
        try {
            quarantine.release(granule.name());
            if (whole.temporary()) Files.deleteIfExists(whole.file());
        } catch (IOException e) {
            LOG.warn("{} is published, but not all of its files can be deleted: {}", granule.name(), e.toString());
        }
    }
}
