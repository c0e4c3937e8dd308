package org.fluxwatch.publish.health;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.Heartbeat;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.contract.topic.UnreadableRecordException;
import org.fluxwatch.publish.health.StateView.DeadLetterView;
import org.fluxwatch.publish.health.StateView.QuarantineView;
import org.fluxwatch.publish.health.StateView.SensorView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the topics `heartbeats`, `granules` and `dead-letters` say of the system. Safe for several threads.
final class HeardRecords {
    private static final Logger LOG = LoggerFactory.getLogger(HeardRecords.class);

    /// The topics that it is made of.
    static final List<String> TOPICS =
            List.of(Topics.HEARTBEATS.name(), Topics.GRANULES.name(), Topics.DEAD_LETTERS.name());

    private final HeardServices services = new HeardServices();
    private final HeardGranules granules = new HeardGranules();
    private final HeardLetters letters = new HeardLetters();

    /// @param isNew whether it has come since the reading began
    synchronized void accept(ConsumerRecord<byte[], byte[]> record, Instant now, boolean isNew) {
        try {
            if (record.topic().equals(Topics.DEAD_LETTERS.name())) letters.accept(record);
            else if (record.topic().equals(Topics.GRANULES.name())) granule(record);
            else heartbeat(record, now, isNew);
        } catch (UnreadableRecordException e) {
            // of a newer program, or nobody's; whose own reader it fails tells of it
            LOG.debug("{} offset {} is passed over: {}", record.topic(), record.offset(), e.getMessage());
        }
    }

    private void granule(ConsumerRecord<byte[], byte[]> record) {
        final GranuleState state =
                Topics.GRANULES.values().deserializer().deserialize(record.topic(), record.headers(), record.value());
        if (state != null) granules.accept(state);
        else if (record.key() != null) granules.forget(new String(record.key(), StandardCharsets.UTF_8));
    }

    /// By the clock of publish where it was heard just now: that of the other machine may be wrong.
    private void heartbeat(ConsumerRecord<byte[], byte[]> record, Instant now, boolean isNew) {
        final Heartbeat heartbeat =
                Topics.HEARTBEATS.values().deserializer().deserialize(record.topic(), record.headers(), record.value());
        if (heartbeat != null) services.accept(heartbeat, isNew ? now : heardBefore(heartbeat, now));
        else if (record.key() != null) services.forget(new String(record.key(), StandardCharsets.UTF_8));
    }

    /// When one came that was there before the reading began. What is from the future is of a clock that is ahead:
    /// nobody can tell how old it is, and a service that runs says the next within seconds.
    private static Instant heardBefore(Heartbeat heartbeat, Instant now) {
        final Instant sent = heartbeat.sent();
        return sent.isAfter(now) ? now.minus(HeardServices.SILENT_AFTER).minusMillis(1) : sent;
    }

    synchronized List<HeardServices.Heard> services(Instant now) {
        return services.shown(now);
    }

    synchronized boolean isReplaced(HeardServices.Heard gone, Instant now) {
        return services.isReplaced(gone, now);
    }

    synchronized List<SensorView> sensors() {
        return granules.sensors();
    }

    synchronized List<QuarantineView> quarantine() {
        return granules.quarantine();
    }

    synchronized int quarantined() {
        return granules.quarantined();
    }

    synchronized List<DeadLetterView> deadLetters() {
        return letters.counts();
    }
}
