package org.fluxwatch.publish.inbound;

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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.service.Retry;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records that publish could not use, on their way to the topic `dead-letters`. Nothing behind them may be committed
/// before [#deliver] has returned; what is delivered twice, after a crash, has the same key. Not for several threads.
final class DeadLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String STAGE = "publish";
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Map<String, DeadLetter> outstanding = new LinkedHashMap<>();
    private final Retry retry;
    private final LineQuota lines;
    private @Nullable Producer<byte[], byte[]> producer;

    /// @param producers asked for one when there is a first letter
    DeadLetters(Supplier<Producer<byte[], byte[]>> producers, InstantSource clock) {
        this.producers = producers;
        this.retry = new Retry(clock);
        this.lines = new LineQuota(clock);
    }

    /// A producer that gives up after 20 s, so that its owner can say that it waits.
    static Producer<byte[], byte[]> kafkaProducer(KafkaSettings kafka) {
        final Properties properties = kafka.properties();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "fluxwatch-publish-dead-letters");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.GREATEST_REQUEST_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void add(ConsumerRecord<byte[], byte[]> record, Rejection reason, String detail) {
        final DeadLetter letter = DeadLetter.of(record, STAGE, reason.label(), detail);
        if (letter.fits()) outstanding.put(letter.origin(), letter);
        else leave(letter, "it is too large");
    }

    private void leave(DeadLetter letter, String why) {
        lines.next("left")
                .ifPresent(note -> LOG.error(
                        "{} cannot be a dead letter and stays where it lies: {}{}", letter.origin(), why, note));
    }

    /// Tries to hand them over, if it is time to.
    ///
    /// @return whether the broker has all of them; those that it does not have are sent again by a later call
    boolean deliver() {
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
                            "{} dead letters cannot be sent, tried again in {} s: {}{}",
                            outstanding.size(),
                            retry.pause().toSeconds(),
                            e.toString(),
                            note));
            return false;
        }
    }

    boolean isEmpty() {
        return outstanding.isEmpty();
    }

    /// Why letters wait, empty when none does.
    String trouble() {
        return retry.failures() == 0 ? "" : outstanding.size() + " dead letters cannot be sent: " + retry.why();
    }

    private void sendAll(Producer<byte[], byte[]> open) {
        final Map<String, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        outstanding.forEach((origin, letter) -> sent.put(origin, open.send(letter.toRecord())));
        KafkaException failure = null;
        for (DeadLetter letter : List.copyOf(outstanding.values()))
            try {
                Objects.requireNonNull(sent.get(letter.origin())).get();
                outstanding.remove(letter.origin());
            } catch (ExecutionException e) {
                final Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                if (FailureAnswers.isOfTheLetter(cause)) {
                    outstanding.remove(letter.origin());
                    leave(letter, cause.toString());
                } else if (failure == null) failure = asKafkas(cause);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        if (failure != null) throw failure;
    }

    private static KafkaException asKafkas(Throwable cause) {
        return cause instanceof KafkaException kafkas ? kafkas : new KafkaException(cause);
    }

    @Override
    public void close() {
        if (producer != null) producer.close(CLOSE_TIMEOUT);
        producer = null;
    }
}
