package org.fluxwatch.ingest;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.KafkaWait;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.fluxwatch.ingest.outbound.FatalKafkaException;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.fluxwatch.ingest.outbound.LedgerReader;
import org.fluxwatch.ingest.outbound.PublishOutcome;
import org.fluxwatch.ingest.outbound.RefusedRecordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes until it is done, however long Kafka takes, and keeps the ledger in memory in step with the topic.
final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    private static final int LETTERS_A_TRANSACTION = 100;

    private final LineQuota lines = new LineQuota(InstantSource.system());
    private final GranulePublisher publisher;
    private final GranuleLedger ledger;
    private final LedgerReader reader;
    private final IngestMetrics metrics;
    private final KafkaWait wait;

    Publication(
            GranulePublisher publisher,
            GranuleLedger ledger,
            LedgerReader reader,
            IngestMetrics metrics,
            Health health,
            Pause pause) {
        this.publisher = publisher;
        this.ledger = ledger;
        this.reader = reader;
        this.metrics = metrics;
        wait = new KafkaWait(BrokerWatch.PART, health::set, pause, InstantSource.system());
    }

    /// Connects to Kafka and learns what is done.
    ///
    /// @throws KafkaException when the broker cannot be reached
    void connect() {
        publisher.connect();
        settle(readLedger());
    }

    private List<DeadLetter> readLedger() {
        return reader.catchUp(entry -> {
            ledger.put(entry);
            metrics.known(entry.state());
        });
    }

    /// Records of the ledger that cannot be used become dead letters. While Kafka does not take those, they are merely
    /// passed over.
    private void settle(List<DeadLetter> letters) {
        for (int from = 0; from < letters.size(); from += LETTERS_A_TRANSACTION) {
            final List<DeadLetter> some = letters.subList(from, Math.min(letters.size(), from + LETTERS_A_TRANSACTION));
            switch (publisher.settle(some, letter -> ledger.entry(new String(letter.key(), StandardCharsets.UTF_8)))) {
                case PublishOutcome.Committed committed -> some.forEach(this::settled);
                case PublishOutcome.Aborted aborted -> wait.failed(aborted.why());
                case PublishOutcome.Unsure unsure -> wait.failed(unsure.why());
                case PublishOutcome.Refused refused ->
                    LOG.error(
                            "{} stays where it lies, and {} more: {}",
                            some.getFirst().origin(),
                            some.size() - 1,
                            refused.why());
                case PublishOutcome.Fatal fatal -> throw new FatalKafkaException(fatal.why());
            }
        }
    }

    private void settled(DeadLetter letter) {
        metrics.putAside(IngestMetrics.Item.LEDGER_RECORD, letter.reason());
        lines.next(letter.reason())
                .ifPresent(note -> LOG.error(
                        "{} is put aside as a dead letter, {}: {}{}",
                        letter.origin(),
                        letter.reason(),
                        letter.detail(),
                        note));
    }

    /// Learns what others have entered in the ledger meanwhile, such as an operator who retracts a granule.
    ///
    /// @return false when Kafka does not say
    boolean catchUp() throws InterruptedException {
        try {
            final List<DeadLetter> unusable = readLedger();
            wait.succeeded();
            settle(unusable);
            return true;
        } catch (InterruptException e) {
            Thread.interrupted(); // still set it would disturb the closing of the producer
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            wait.failed("the ledger (topic granules) cannot be read, this look is left out: " + e);
            return false;
        }
    }

    /// Publishes; only an interrupt, a fatal answer or a record that nobody would take ends it before it is done.
    ///
    /// @param entries the first one tells whether it is done
    /// @throws RefusedRecordException when nothing was published, and never will be
    void publish(List<? extends ObservationRecord> observations, List<LedgerEntry> entries)
            throws InterruptedException {
        boolean unsure = false;
        while (true) {
            if (unsure) unsure = !askLedger();
            if (ledger.holds(entries.getFirst())) break;
            if (!unsure) {
                switch (publisher.publish(observations, entries)) {
                    case PublishOutcome.Committed committed -> entries.forEach(ledger::put);
                    case PublishOutcome.Aborted aborted -> wait.failed(aborted.why());
                    case PublishOutcome.Refused refused ->
                        throw new RefusedRecordException("makes a record that Kafka does not take: " + refused.why());
                    case PublishOutcome.Unsure unknown -> {
                        wait.failed(unknown.why());
                        unsure = true;
                    }
                    case PublishOutcome.Fatal fatal -> throw new FatalKafkaException(fatal.why());
                }
            }
            if (ledger.holds(entries.getFirst())) break;
            wait.pause();
        }
        wait.succeeded();
    }

    /// True when the ledger is known again.
    private boolean askLedger() {
        try {
            connect();
            return true;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            wait.failed(e.toString());
            return false;
        }
    }
}
