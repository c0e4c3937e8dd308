package org.fluxwatch.deploy.letters;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topics;

/// Reads the dead letters that nobody has settled, and sends them again to where they lay. Each goes with its tombstone
/// in one transaction, so that whatever happens it is either outstanding or back.
public final class DeadLetterOffice {
    /// One at a time: a second office takes over and the first stops.
    private static final String TRANSACTIONAL_ID = "fluxwatch-dead-letters";

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int LETTERS_A_TRANSACTION = 200;

    /// Partitions in the order of their numbers, so that records of a day go back in their old order.
    private static final Comparator<DeadLetter> BY_ORIGIN = Comparator.comparing(DeadLetter::topic)
            .thenComparingInt(DeadLetter::partition)
            .thenComparingLong(DeadLetter::offset);

    private final KafkaSettings kafka;

    public DeadLetterOffice(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /// The letters that have no tombstone, by origin.
    ///
    /// @throws IllegalStateException in one line, when no broker answers or the topic is not there
    public List<DeadLetter> outstanding() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            final Map<String, DeadLetter> letters = new TreeMap<>();
            readAll(consumer, record -> {
                if (record.key() == null) return;
                final String origin = new String(record.key(), StandardCharsets.UTF_8);
                DeadLetter.from(record).ifPresentOrElse(letter -> letters.put(origin, letter), () -> {
                    if (record.value() == null) letters.remove(origin);
                });
            });
            return letters.values().stream().sorted(BY_ORIGIN).toList();
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        final Properties properties = kafka.properties();
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void readAll(KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        final List<TopicPartition> partitions = partitions(consumer, Topics.DEAD_LETTERS.name());
        if (partitions.isEmpty())
            throw new IllegalStateException("Kafka at " + kafka.bootstrapServers() + " has no topic "
                    + Topics.DEAD_LETTERS.name() + "; the services make it when they start");
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        final Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long lastProgress = System.nanoTime();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            final Map<TopicPartition, Long> before = positions(consumer, partitions);
            consumer.poll(Duration.ofMillis(200)).forEach(reader);
            if (!positions(consumer, partitions).equals(before)) lastProgress = System.nanoTime();
            else if (System.nanoTime() - lastProgress > ANSWER.toNanos())
                throw new IllegalStateException("Kafka at " + kafka.bootstrapServers() + " stops short of the end of "
                        + Topics.DEAD_LETTERS.name() + ": at " + before + ", expected " + ends);
        }
    }

    private static Map<TopicPartition, Long> positions(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(partition -> partition, consumer::position));
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        final List<PartitionInfo> found = consumer.partitionsFor(topic);
        return found == null
                ? List.of()
                : found.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
    }

    /// Sends letters to where they lay, as they were, and settles them.
    ///
    /// @throws IllegalStateException in one line; says how many were sent before
    public void replay(List<DeadLetter> letters) {
        checkOrigins(letters);
        int done = 0;
        try (Producer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            for (int begin = 0; begin < letters.size(); begin += LETTERS_A_TRANSACTION) {
                final int end = Math.min(letters.size(), begin + LETTERS_A_TRANSACTION);
                send(producer, letters.subList(begin, end));
                done = end;
            }
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    done + " of " + letters.size() + " dead letters were sent again, then: "
                            + unusable(e).getMessage(),
                    e);
        }
    }

    private static void send(Producer<byte[], byte[]> producer, List<DeadLetter> letters) {
        producer.beginTransaction();
        try {
            for (DeadLetter letter : letters) {
                producer.send(letter.again());
                producer.send(letter.tombstone());
            }
            producer.commitTransaction();
        } catch (ProducerFencedException | AuthorizationException e) {
            throw e; // beyond aborting
        } catch (KafkaException e) {
            producer.abortTransaction();
            throw e;
        }
    }

    /// A producer waits in vain for a partition that is not there.
    private void checkOrigins(List<DeadLetter> letters) {
        final Map<String, List<TopicPartition>> known = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            for (DeadLetter letter : letters)
                if (!known.computeIfAbsent(letter.topic(), topic -> partitions(consumer, topic))
                        .contains(new TopicPartition(letter.topic(), letter.partition())))
                    throw new IllegalStateException(
                            "dead letter " + letter.origin() + " cannot be sent again: Kafka at "
                                    + kafka.bootstrapServers() + " has "
                                    + known.get(letter.topic()).size() + " partitions of topic " + letter.topic());
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    private Producer<byte[], byte[]> producer() {
        final Properties properties = kafka.properties();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, TRANSACTIONAL_ID);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.GREATEST_REQUEST_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private IllegalStateException unusable(KafkaException e) {
        if (e instanceof UnknownTopicOrPartitionException)
            return new IllegalStateException(
                    "Kafka at " + kafka.bootstrapServers() + " lacks a topic: " + e.getMessage());
        Throwable cause = e;
        while (cause.getCause() != null) cause = cause.getCause();
        return new IllegalStateException(
                "Kafka at " + kafka.bootstrapServers() + " cannot be used: "
                        + (cause.getMessage() == null ? cause.toString() : cause.getMessage()),
                e);
    }
}
