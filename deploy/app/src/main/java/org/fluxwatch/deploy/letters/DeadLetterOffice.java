package org.fluxwatch.deploy.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.deploy.topics.TopicReader;

/// Reads the dead letters that nobody has settled, and sends them again to where they lay. Each goes with its tombstone
/// in one transaction, so that whatever happens it is either outstanding or back.
public final class DeadLetterOffice {
    /// One at a time: a second office takes over and the first stops.
    private static final String TRANSACTIONAL_ID = "fluxwatch-dead-letters";

    private static final int LETTERS_A_TRANSACTION = 200;

    private final KafkaSettings kafka;

    public DeadLetterOffice(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /// The letters that have no tombstone, by origin.
    ///
    /// @throws IllegalStateException in one line, when no broker answers or the topic is not there
    public List<OutstandingLetter> outstanding() {
        try (LetterReader reader = new LetterReader(kafka)) {
            return reader.outstanding();
        } catch (KafkaException e) {
            throw TopicReader.unusable(kafka, e);
        }
    }

    /// Hands over letters, in their order.
    ///
    /// @throws IllegalStateException in one line, when no broker answers
    public void read(List<OutstandingLetter> letters, Consumer<DeadLetter> to) {
        try (LetterReader reader = new LetterReader(kafka)) {
            reader.read(letters, to);
        } catch (KafkaException e) {
            throw TopicReader.unusable(kafka, e);
        }
    }

    /// Sends letters to where they lay, as they were, and settles them.
    ///
    /// @throws IllegalStateException in one line; says how many were sent before
    public void replay(List<OutstandingLetter> letters) {
        final int[] done = {0};
        try (LetterReader reader = new LetterReader(kafka)) {
            checkOrigins(reader, letters);
            try (Producer<byte[], byte[]> producer = producer()) {
                producer.initTransactions();
                final List<DeadLetter> transaction = new ArrayList<>();
                reader.read(letters, letter -> {
                    transaction.add(letter);
                    if (transaction.size() == LETTERS_A_TRANSACTION) done[0] += send(producer, transaction);
                });
                done[0] += send(producer, transaction);
            }
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    done[0] + " of " + letters.size() + " dead letters were sent again, then: "
                            + TopicReader.unusable(kafka, e).getMessage(),
                    e);
        }
    }

    /// @return how many; the list is empty then
    private static int send(Producer<byte[], byte[]> producer, List<DeadLetter> letters) {
        if (letters.isEmpty()) return 0;
        producer.beginTransaction();
        try {
            for (DeadLetter letter : letters) {
                var _ = producer.send(letter.again()); // the commit throws what went wrong
                var _ = producer.send(letter.tombstone());
            }
            producer.commitTransaction();
        } catch (ProducerFencedException | AuthorizationException e) {
            throw e; // beyond aborting
        } catch (KafkaException e) {
            producer.abortTransaction();
            throw e;
        }
        final int sent = letters.size();
        letters.clear();
        return sent;
    }

    /// A producer waits in vain for a partition that is not there.
    private void checkOrigins(LetterReader reader, List<OutstandingLetter> letters) {
        final Map<String, List<TopicPartition>> known = new TreeMap<>();
        for (OutstandingLetter letter : letters)
            if (!known.computeIfAbsent(letter.topic(), reader::partitions)
                    .contains(new TopicPartition(letter.topic(), letter.partition())))
                throw new IllegalStateException("dead letter " + letter.origin() + " cannot be sent again: Kafka at "
                        + kafka.bootstrapServers() + " has "
                        + known.get(letter.topic()).size() + " partitions of topic " + letter.topic());
    }

    private Producer<byte[], byte[]> producer() {
        final Properties properties = kafka.transactions(TRANSACTIONAL_ID);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.GREATEST_REQUEST_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
