package org.fluxwatch.publish.outbound;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alarms of days on their way to the topic `alarms`. The files have them first: what is not delivered when the process
/// ends is found there when the day is read again, and what is delivered twice has the same key.
public final class AlarmRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmRecords.class);

    private final Outbox<DayAlarms> outbox;

    /// @param producers asked for one when there is a first day
    public AlarmRecords(Supplier<Producer<byte[], byte[]>> producers, InstantSource clock) {
        outbox = new Outbox<>(
                "days' alarms",
                AlarmRecords::record,
                (day, why) -> LOG.error("the alarms of {} stay in its file alone: {}", day.key(), why),
                producers,
                clock);
    }

    public static Producer<byte[], byte[]> kafkaProducer(KafkaSettings kafka) {
        return Outbox.kafkaProducer(kafka, "fluxwatch-publish-alarms", Map.of());
    }

    /// In the place of what is outstanding of the same day.
    public void add(DayAlarms day) {
        outbox.put(day.key(), day);
    }

    /// @return whether the broker has all of them; those that it does not have are sent again by a later call
    public boolean deliver() {
        return outbox.deliver();
    }

    /// Why they wait, empty when none does.
    public String trouble() {
        return outbox.trouble();
    }

    /// How many wait.
    public int waiting() {
        return outbox.size();
    }

    private static ProducerRecord<byte[], byte[]> record(DayAlarms day) {
        final String topic = Topics.ALARMS.name();
        final RecordHeaders headers = new RecordHeaders();
        final byte[] key = Topics.ALARMS.keys().serializer().serialize(topic, day.key());
        final byte[] value = Topics.ALARMS.values().serializer().serialize(topic, headers, day);
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    @Override
    public void close() {
        outbox.close();
    }
}
