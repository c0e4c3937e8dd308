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
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.service.Retry;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records that publish writes, on their way to the broker: kept until it has them, tried again after growing pauses.
/// What is delivered twice, after a crash, has the same key. Safe for several threads.
///
/// @param <T> what a record is made of
public final class Outbox<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final String what;
    private final Function<T, ProducerRecord<byte[], byte[]>> record;
    private final BiConsumer<T, String> refused;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Map<String, T> outstanding = new LinkedHashMap<>();
    private final Retry retry;
    private final LineQuota lines;
    private @Nullable Producer<byte[], byte[]> producer;

    /// @param what they are, in the plural, for those who read that they wait
    /// @param refused is told of one that Kafka will never take, and why; it is not tried again
    /// @param producers asked for one when there is a first record
    public Outbox(
            String what,
            Function<T, ProducerRecord<byte[], byte[]>> record,
            BiConsumer<T, String> refused,
            Supplier<Producer<byte[], byte[]>> producers,
            InstantSource clock) {
        this.what = what;
        this.record = record;
        this.refused = refused;
        this.producers = producers;
        this.retry = new Retry(clock);
        this.lines = new LineQuota(clock);
    }

    /// A producer that gives up after 20 s, so that its owner can say that it waits.
    ///
    /// @param further properties, by name
    public static Producer<byte[], byte[]> kafkaProducer(
            KafkaSettings kafka, String clientId, Map<String, Object> further) {
        final Properties properties = kafka.producer();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        properties.putAll(further);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// In the place of what is outstanding under the same key.
    public synchronized void put(String key, T one) {
        outstanding.remove(key);
        outstanding.put(key, one);
    }

    public synchronized boolean isEmpty() {
        return outstanding.isEmpty();
    }

    public synchronized int size() {
        return outstanding.size();
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
                            "{} {} cannot be sent, tried again in {} s: {}{}",
                            outstanding.size(),
                            what,
                            retry.pause().toSeconds(),
                            e.toString(),
                            note));
            return false;
        }
    }

    /// Why they wait, empty when none does.
    public synchronized String trouble() {
        return retry.failures() == 0 ? "" : outstanding.size() + " " + what + " cannot be sent: " + retry.why();
    }

    private void sendAll(Producer<byte[], byte[]> open) {
        final Map<String, Future<RecordMetadata>> sent = sent(open);
        KafkaException failure = null;
        for (Map.Entry<String, T> one : List.copyOf(outstanding.entrySet()))
            try {
                final Future<RecordMetadata> future = sent.get(one.getKey());
                if (future == null) break; // one before it has failed
                future.get();
                outstanding.remove(one.getKey());
            } catch (ExecutionException e) {
                final Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                if (isOfTheRecord(cause)) {
                    outstanding.remove(one.getKey());
                    refused.accept(one.getValue(), cause.toString());
                } else if (failure == null) failure = asKafkas(cause);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        if (failure != null) throw failure;
    }

    /// Up to the first that fails at once: where there is no such topic each of them would block for as long as the
    /// producer waits for it, and the thread that hands over may have to poll meanwhile.
    private Map<String, Future<RecordMetadata>> sent(Producer<byte[], byte[]> open) {
        final Map<String, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        for (Map.Entry<String, T> one : outstanding.entrySet()) {
            final Future<RecordMetadata> future = open.send(record.apply(one.getValue()));
            sent.put(one.getKey(), future);
            if (future.state() == Future.State.FAILED && !isOfTheRecord(future.exceptionNow())) break;
        }
        return sent;
    }

    /// Whether the broker will never take this record, whatever its state.
    private static boolean isOfTheRecord(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof InvalidTimestampException
                || failure instanceof InvalidRecordException;
    }

    private static KafkaException asKafkas(Throwable cause) {
        return cause instanceof KafkaException kafkas ? kafkas : new KafkaException(cause);
    }

    @Override
    public synchronized void close() {
        if (producer != null) producer.close(CLOSE_TIMEOUT);
        producer = null;
    }
}
