package org.fluxwatch.publish.outbound;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.service.Retry;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alarms of days on their way to the topic `alarms`. The files have them first: what is not delivered when the process
/// ends is found there when the day is read again, and what is delivered twice has the same key.
public final class AlarmRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmRecords.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Map<String, DayAlarms> outstanding = new LinkedHashMap<>();
    private final Retry retry;
    private final LineQuota lines;
    private @Nullable Producer<byte[], byte[]> producer;

    /// @param producers asked for one when there is a first day
    public AlarmRecords(Supplier<Producer<byte[], byte[]>> producers, InstantSource clock) {
        this.producers = producers;
        this.retry = new Retry(clock);
        this.lines = new LineQuota(clock);
    }

    /// A producer that gives up after 20 s, so that its owner can say that it waits.
    public static Producer<byte[], byte[]> kafkaProducer(KafkaSettings kafka) {
        final Properties properties = kafka.properties();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "fluxwatch-publish-alarms");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// In the place of what is outstanding of the same day.
    public synchronized void add(DayAlarms day) {
        outstanding.remove(day.key());
        outstanding.put(day.key(), day);
    }

    /// Tries to hand them over, if it is time to.
    ///
    /// @return whether the broker has all of them; those that it does not have are sent again by a later call
    public synchronized boolean deliver() {
        if (outstanding.isEmpty()) return true;
        if (!retry.isDue()) return false;
        try {
            final Producer<byte[], byte[]> open = producer == null ? producers.get() : producer;
            producer = open;
            sendAll(open);
            retry.succeeded();
            return true;
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            close(); // it may be beyond use; the next call gets another
            retry.failed(e.toString());
            lines.next("undelivered")
                    .ifPresent(note -> LOG.error(
                            "alarms of {} days cannot be sent, tried again in {} s: {}{}",
                            outstanding.size(),
                            retry.pause().toSeconds(),
                            e.toString(),
                            note));
            return false;
        }
    }

    private void sendAll(Producer<byte[], byte[]> open) {
        final Map<String, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        outstanding.forEach((key, day) -> sent.put(key, open.send(record(key, day))));
        open.flush();
        for (String key : List.copyOf(outstanding.keySet()))
            try {
                Objects.requireNonNull(sent.get(key)).get();
                outstanding.remove(key);
            } catch (ExecutionException e) {
                final Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                throw cause instanceof KafkaException kafkas ? kafkas : new KafkaException(cause);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
    }

    private static ProducerRecord<byte[], byte[]> record(String key, DayAlarms day) {
        final String topic = Topics.ALARMS.name();
        final RecordHeaders headers = new RecordHeaders();
        final byte[] keyBytes = Topics.ALARMS.keys().serializer().serialize(topic, key);
        final byte[] value = Topics.ALARMS.values().serializer().serialize(topic, headers, day);
        return new ProducerRecord<>(topic, null, keyBytes, value, headers);
    }

    @Override
    public synchronized void close() {
        if (producer != null) producer.close(CLOSE_TIMEOUT);
        producer = null;
    }
}
