package org.fluxwatch.ingest.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.service.KafkaFailures;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topic;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes a granule in one transaction: the superobservations of all domains, each domain's closing record, and the
/// ledger's entry; or takes one back. A reader with `read_committed` sees all of it or nothing. Used by one thread.
/// ```
/// (closed) -- connect --> ready -- publish --> ready
///    ^                                |
///    +-- outcome unsure, or the producer beyond use
/// ```
/// The transactional id is the same for every ingest, so that only one at a time can publish; each asks the ledger
/// before it goes on after another, and a granule is published once. A program that works beside a running ingest
/// needs another.
public final class GranulePublisher implements AutoCloseable {
    public static final String TRANSACTIONAL_ID = "fluxwatch-ingest";

    private static final Logger LOG = LoggerFactory.getLogger(GranulePublisher.class);
    private static final int COMMIT_ATTEMPTS = 3;

    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;

    /// @param producers makes a transactional producer; called again when one is beyond use
    public GranulePublisher(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    public static GranulePublisher to(KafkaSettings kafka, String transactionalId) {
        return new GranulePublisher(() -> new KafkaProducer<>(properties(kafka, transactionalId)));
    }

    static Properties properties(KafkaSettings kafka, String transactionalId) {
        final Properties properties = kafka.transactions(transactionalId);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000L);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.GREATEST_REQUEST_BYTES);
        return properties;
    }

    /// Makes ready to publish; ends what an earlier ingest left open.
    ///
    /// @throws KafkaException when the broker cannot be reached
    public void connect() {
        connected();
    }

    private Producer<byte[], byte[]> connected() {
        if (producer != null) return producer;
        final Producer<byte[], byte[]> fresh = producers.get();
        try {
            fresh.initTransactions();
        } catch (RuntimeException e) {
            fresh.close(Duration.ZERO);
            throw e;
        }
        producer = fresh;
        return fresh;
    }

    /// Publishes a granule. Tries once; the caller decides about the next time.
    ///
    /// @param observations in the order readers are to see them
    /// @param entries the ledger's
    /// @throws InterruptException when the thread is interrupted; the transaction is not committed
    public PublishOutcome publish(List<? extends ObservationRecord> observations, List<LedgerEntry> entries) {
        return inOneTransaction(open -> {
            for (ObservationRecord observation : observations)
                send(open, Topics.OBSERVATIONS, observation.domain(), observation, new RecordHeaders());
            for (LedgerEntry entry : entries) enter(open, entry);
        });
    }

    /// Sends dead letters, and what takes the place of each one's record in the ledger: the last good entry of its key,
    /// or a tombstone. Tries once.
    ///
    /// @param known the last good entry of a letter's key
    /// @throws InterruptException when the thread is interrupted; the transaction is not committed
    public PublishOutcome settle(List<DeadLetter> letters, Function<DeadLetter, Optional<LedgerEntry>> known) {
        return inOneTransaction(open -> {
            for (DeadLetter letter : letters) {
                send(open, letter.toRecord());
                known.apply(letter)
                        .ifPresentOrElse(
                                entry -> enter(open, entry),
                                () -> send(open, new ProducerRecord<>(letter.topic(), letter.key(), null)));
            }
        });
    }

    private PublishOutcome inOneTransaction(java.util.function.Consumer<Producer<byte[], byte[]>> sends) {
        final Producer<byte[], byte[]> open;
        try {
            open = connected();
            open.beginTransaction();
            sends.accept(open);
        } catch (InterruptException e) {
            discard();
            throw e;
        } catch (KafkaException e) {
            return afterFailure(e, false);
        } catch (RuntimeException | Error e) {
            discard(); // in the middle of a transaction it would take no other
            throw e;
        }
        return commit(open);
    }

    /// Nothing is entered in the ledger that a start could not read again.
    private static void enter(Producer<byte[], byte[]> open, LedgerEntry entry) {
        final ProducerRecord<byte[], byte[]> message =
                message(Topics.GRANULES, entry.state().granule(), entry.state(), LedgerTopic.headers(entry));
        Topics.GRANULES.values().deserializer().deserialize(message.topic(), message.headers(), message.value());
        send(open, message);
    }

    private static <V> void send(
            Producer<byte[], byte[]> open, Topic<String, V> topic, String key, V value, Headers headers) {
        send(open, message(topic, key, value, headers));
    }

    /// What becomes of it, the transaction's commit says.
    private static void send(Producer<byte[], byte[]> open, ProducerRecord<byte[], byte[]> message) {
        final Future<?> _ = open.send(message);
    }

    private static <V> ProducerRecord<byte[], byte[]> message(
            Topic<String, V> topic, String key, V value, Headers headers) {
        final byte[] bytes = topic.values().serializer().serialize(topic.name(), headers, value);
        return new ProducerRecord<>(
                topic.name(), null, null, topic.keys().serializer().serialize(topic.name(), key), bytes, headers);
    }

    /// Waits for all that was sent; throws what any of it failed with.
    private PublishOutcome commit(Producer<byte[], byte[]> open) {
        for (int attempt = 1; ; attempt++) {
            try {
                open.commitTransaction();
                return new PublishOutcome.Committed();
            } catch (TimeoutException e) {
                if (attempt < COMMIT_ATTEMPTS) continue; // the one call that may be repeated after a time-out
                discard();
                return new PublishOutcome.Unsure(e.toString());
            } catch (InterruptException e) {
                discard();
                throw e;
            } catch (KafkaException e) {
                return afterFailure(e, true);
            }
        }
    }

    /// @param committing whether the transaction may be committed in spite of the failure
    private PublishOutcome afterFailure(KafkaException e, boolean committing) {
        final String why = e.getCause() == null ? e.toString() : e + ", " + e.getCause();
        if (KafkaFailures.isForGood(e)) {
            discard();
            return new PublishOutcome.Fatal(why);
        }
        if (isForgotten(e) || isForgotten(e.getCause())) {
            discard();
            return new PublishOutcome.Unsure(why);
        }
        final boolean isRefused = isRefusal(e) || isRefusal(e.getCause());
        try {
            if (producer != null) producer.abortTransaction();
        } catch (RuntimeException unabortable) {
            LOG.warn("The producer is replaced: its transaction cannot be aborted: {}", unabortable.toString());
            discard(); // the next one's initTransactions aborts it
            if (committing && !isRefused) return new PublishOutcome.Unsure(why);
        }
        return isRefused ? new PublishOutcome.Refused(why) : new PublishOutcome.Aborted(why);
    }

    /// Of a record's content, which stays the same however often it is sent.
    private static boolean isRefusal(@Nullable Throwable e) {
        return e instanceof RecordTooLargeException || e instanceof SerializationException;
    }

    /// Whether the broker does not know the producer any more as it was: it has given the transaction up while it
    /// was away or the producer slept, its memory of the id has expired, or another ingest has taken over. The
    /// first two look like the third.
    private static boolean isForgotten(@Nullable Throwable e) {
        return e instanceof ProducerFencedException
                || e instanceof InvalidProducerEpochException
                || e instanceof InvalidTxnStateException
                || e instanceof InvalidPidMappingException
                || e instanceof OutOfOrderSequenceException; // UnknownProducerIdException is one
    }

    private void discard() {
        if (producer == null) return;
        producer.close(Duration.ZERO);
        producer = null;
    }

    @Override
    public void close() {
        if (producer == null) return;
        producer.close(Duration.ofSeconds(2));
        producer = null;
    }
}
