package org.fluxwatch.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.archive.Fetched;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.archive.Pause;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.fluxwatch.ingest.lite.LiteException;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.fluxwatch.ingest.outbound.PublishOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one granule in, whatever it is like: reads, screens, grids and publishes it, or quarantines it; then enters
/// it in the ledger. Or takes one back.
final class GranuleIntake {
    private static final Logger LOG = LoggerFactory.getLogger(GranuleIntake.class);

    private final LineQuota lines = new LineQuota(InstantSource.system());
    private final Settings settings;
    private final Quarantine quarantine;
    private final GranulePublisher publisher;
    private final GranuleLedger ledger;
    private final Consumer<Consumer<LedgerEntry>> ledgerTopic;
    private final IngestMetrics metrics;
    private final Health health;
    private final Pause pause;

    /// @param ledgerTopic hands over the entries of the ledger's topic that are new since it was last asked
    GranuleIntake(
            Settings settings,
            GranulePublisher publisher,
            GranuleLedger ledger,
            Consumer<Consumer<LedgerEntry>> ledgerTopic,
            IngestMetrics metrics,
            Health health,
            Pause pause) {
        this.settings = settings;
        this.quarantine = new Quarantine(settings.ingestFolder().resolve("quarantine"));
        this.publisher = publisher;
        this.ledger = ledger;
        this.ledgerTopic = ledgerTopic;
        this.metrics = metrics;
        this.health = health;
        this.pause = pause;
    }

    /// Connects to Kafka and learns what is done.
    ///
    /// @throws KafkaException when the broker cannot be reached
    void connect() {
        publisher.connect();
        readLedger();
    }

    private void readLedger() {
        ledgerTopic.accept(entry -> {
            ledger.put(entry);
            metrics.known(entry.state());
        });
    }

    /// Learns what others have entered in the ledger meanwhile, such as an operator who retracts a granule.
    ///
    /// @return false when Kafka does not say
    boolean catchUp() throws InterruptedException {
        try {
            readLedger();
            return true;
        } catch (InterruptException e) {
            Thread.interrupted(); // still set it would disturb the closing of the producer
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            LOG.warn("Kafka does not tell the ledger, this look is left out: {}", e.toString());
            return false;
        }
    }

    void supersede(Granule granule) throws InterruptedException {
        LOG.info("{} ({}) is superseded", granule.name(), granule.version());
        publish(granule, PreparedGranule.superseded(granule));
    }

    /// Takes back what a granule brought, in every domain.
    ///
    /// @param why one line
    void retract(GranuleState published, String why) throws InterruptedException {
        final PreparedRetraction prepared =
                PreparedRetraction.of(published, ledger, settings.domains().keySet(), why);
        publish(
                prepared.observations(),
                prepared.entries(),
                prepared.entries().getFirst().state());
        LOG.warn("{} ({}) is retracted: {}", published.granule(), published.version(), why);
    }

    /// Puts a granule aside of which the name alone shows that it cannot be.
    void refuse(Granule granule, String reason) throws ArchiveException, InterruptedException {
        final Fetched.Bad bad =
                switch (granule.source()) {
                    case GranuleSource.LocalFile local -> new Fetched.Bad(Optional.of(local.path()), false, reason);
                    case GranuleSource.Remote remote -> new Fetched.Bad(Optional.empty(), true, reason);
                };
        reject(granule, bad, PreparedGranule.unusable(granule, reason, 0, Map.of()));
    }

    /// @throws ArchiveException when the file is gone or the disk fails; the granule is as it was
    void take(Granule granule, Fetched fetched) throws ArchiveException, InterruptedException {
        switch (fetched) {
            case Fetched.Unfinished unfinished -> LOG.info("{} waits: {}", granule.name(), unfinished.reason());
            case Fetched.Bad bad -> reject(granule, bad, PreparedGranule.unusable(granule, bad.reason(), 0, Map.of()));
            case Fetched.Whole whole -> read(granule, whole);
        }
    }

    private void read(Granule granule, Fetched.Whole whole) throws ArchiveException, InterruptedException {
        final PreparedGranule prepared;
        try {
            prepared = PreparedGranule.read(granule, whole.file(), settings);
        } catch (IOException e) {
            // an interrupt closes the file under the reader
            if (Thread.currentThread().isInterrupted()) throw new InterruptedException();
            throw new ArchiveException(Reason.DISK, whole.file() + " cannot be read: " + e, e);
        } catch (LiteException e) {
            quarantine(granule, whole, e.getMessage().replace(granule.name() + ": ", ""));
            return;
        } catch (IllegalArgumentException e) {
            // a record refused its values: what the screen lets pass may still not be of this world
            LOG.error("{} makes impossible records", granule.name(), e);
            quarantine(granule, whole, "makes an impossible record: " + e.getMessage());
            return;
        }
        if (prepared.state().outcome() == GranuleState.Outcome.QUARANTINED) {
            reject(granule, bad(whole, prepared.state().detail()), prepared);
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
        discard(whole);
    }

    private void quarantine(Granule granule, Fetched.Whole whole, String reason)
            throws ArchiveException, InterruptedException {
        reject(granule, bad(whole, reason), PreparedGranule.unusable(granule, reason, 0, Map.of()));
    }

    private static Fetched.Bad bad(Fetched.Whole whole, String reason) {
        return new Fetched.Bad(Optional.of(whole.file()), whole.temporary(), reason);
    }

    private void reject(Granule granule, Fetched.Bad bad, PreparedGranule prepared)
            throws ArchiveException, InterruptedException {
        lines.next("quarantined")
                .ifPresent(note -> LOG.warn(
                        "{} ({}) is quarantined: {}{}", granule.name(), granule.version(), bad.reason(), note));
        try {
            quarantine.put(granule.name(), bad);
        } catch (IOException e) {
            throw new ArchiveException(Reason.DISK, granule.name() + " cannot be put into quarantine: " + e, e);
        }
        final Optional<GranuleState> published =
                ledger.state(granule.name()).filter(state -> state.outcome() == GranuleState.Outcome.PUBLISHED);
        if (published.isEmpty()) publish(granule, prepared);
        else
            publish(
                    List.of(),
                    List.of(new LedgerEntry(
                            PreparedGranule.kept(published.get(), granule, bad.reason()),
                            Fingerprint.of(granule.source()))),
                    prepared.state());
    }

    /// A download has served its purpose; the archive keeps the original.
    private static void discard(Fetched.Whole whole) {
        if (!whole.temporary()) return;
        final Path file = whole.file();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.toString());
        }
    }

    private void publish(Granule granule, PreparedGranule prepared) throws InterruptedException {
        publish(
                prepared.observations(),
                List.of(new LedgerEntry(prepared.state(), Fingerprint.of(granule.source()))),
                prepared.state());
    }

    /// Publishes until it is done; only an interrupt or a fatal answer ends it.
    ///
    /// @param entries the first one tells whether it is done
    /// @param counted in the metrics
    private void publish(
            List<? extends ObservationRecord> observations, List<LedgerEntry> entries, GranuleState counted)
            throws InterruptedException {
        boolean unsure = false;
        for (int failures = 1; ; failures++) {
            if (unsure) unsure = !askLedger();
            if (ledger.holds(entries.getFirst())) break;
            if (!unsure) {
                switch (publisher.publish(observations, entries)) {
                    case PublishOutcome.Committed committed -> entries.forEach(ledger::put);
                    case PublishOutcome.Aborted aborted -> waiting(aborted.why());
                    case PublishOutcome.Unsure unknown -> {
                        waiting(unknown.why());
                        unsure = true;
                    }
                    case PublishOutcome.Fatal fatal ->
                        throw new IllegalStateException("Kafka lets this ingest publish no more: " + fatal.why());
                }
            }
            if (ledger.holds(entries.getFirst())) break;
            pause.forMillis(Pause.backOffMillis(failures));
        }
        health.set("kafka", Health.State.UP, "");
        metrics.committed(counted, observations);
    }

    /// True when the ledger is known again.
    private boolean askLedger() {
        try {
            connect();
            return true;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            waiting(e.toString());
            return false;
        }
    }

    private void waiting(String why) {
        LOG.warn("Kafka: {}", why);
        health.set("kafka", Health.State.WAITING, why);
    }
}
