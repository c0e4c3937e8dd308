package org.fluxwatch.publish.inbound;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.publish.outbound.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records that publish could not use, on their way to the topic `dead-letters`. Nothing behind them may be committed
/// before [#deliver] has returned; what is delivered twice, after a crash, has the same key.
final class DeadLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String STAGE = "publish";

    private final Outbox<DeadLetter> outbox;
    private final LineQuota lines;

    /// @param producers asked for one when there is a first letter
    DeadLetters(Supplier<Producer<byte[], byte[]>> producers, InstantSource clock) {
        outbox = new Outbox<>("dead letters", DeadLetter::toRecord, this::leave, producers, clock);
        lines = new LineQuota(clock);
    }

    static Producer<byte[], byte[]> kafkaProducer(KafkaSettings kafka) {
        return Outbox.kafkaProducer(
                kafka,
                "fluxwatch-publish-dead-letters",
                Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.GREATEST_REQUEST_BYTES));
    }

    void add(ConsumerRecord<byte[], byte[]> record, Rejection reason, String detail) {
        final DeadLetter letter = DeadLetter.of(record, STAGE, reason.label(), detail);
        if (letter.fits()) outbox.put(letter.origin(), letter);
        else leave(letter, "it is too large");
    }

    private void leave(DeadLetter letter, String why) {
        lines.next("left")
                .ifPresent(note -> LOG.error(
                        "{} cannot be a dead letter and stays where it lies: {}{}", letter.origin(), why, note));
    }

    /// @return whether the broker has all of them; those that it does not have are sent again by a later call
    boolean deliver() {
        return outbox.deliver();
    }

    boolean isEmpty() {
        return outbox.isEmpty();
    }

    /// Why letters wait, empty when none does.
    String trouble() {
        return outbox.trouble();
    }

    @Override
    public void close() {
        outbox.close();
    }
}
