package org.fluxwatch.publish.inbound;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.DeadLetter;
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
    private Producer<byte[], byte[]> producer;

    /// @param producers asked for one when there is a first letter
    DeadLetters(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
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
        else LOG.error("{} is too large for a dead letter and stays where it lies", letter.origin());
    }

    /// Returns when the broker has all of them.
    ///
    /// @throws KafkaException with what the first that failed failed with, such as a TimeoutException; those that
    /// the broker does not have are sent again the next time
    void deliver() {
        if (outstanding.isEmpty()) return;
        try {
            if (producer == null) producer = producers.get();
            sendAll();
        } catch (KafkaException e) {
            close(); // it may be beyond use; the next call gets another
            throw e;
        }
    }

    private void sendAll() {
        final Map<String, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        outstanding.forEach((origin, letter) -> sent.put(origin, producer.send(letter.toRecord())));
        KafkaException failure = null;
        for (Map.Entry<String, Future<RecordMetadata>> one : sent.entrySet())
            try {
                one.getValue().get();
                outstanding.remove(one.getKey());
            } catch (ExecutionException e) {
                if (failure == null) failure = asKafkas(e.getCause());
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
