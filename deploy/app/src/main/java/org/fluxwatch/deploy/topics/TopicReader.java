package org.fluxwatch.deploy.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.fluxwatch.contract.service.KafkaFailures;
import org.fluxwatch.contract.settings.KafkaSettings;

/// Reads committed records of topics between offsets. Not for several threads.
public final class TopicReader implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final KafkaConsumer<byte[], byte[]> consumer;

    public TopicReader(KafkaSettings kafka) {
        this.kafka = kafka;
        final Properties properties = kafka.properties();
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// Without any where the topic is not there.
    public List<TopicPartition> partitions(String topic) {
        final List<PartitionInfo> found = consumer.partitionsFor(topic);
        return found == null
                ? List.of()
                : found.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
    }

    /// @throws IllegalStateException when the topic is not there
    public List<TopicPartition> required(String topic) {
        final List<TopicPartition> partitions = partitions(topic);
        if (partitions.isEmpty())
            throw new IllegalStateException("Kafka at " + kafka.bootstrapServers() + " has no topic " + topic
                    + "; the services make it when they start");
        return partitions;
    }

    /// All of some partitions.
    public void read(List<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        read(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions), reader);
    }

    /// The first offset of each partition that is still there; 0 where nothing was deleted.
    public Map<TopicPartition, Long> firstOffsets(List<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    /// All of some partitions from the first record on that has this time or a later one.
    public void read(List<TopicPartition> partitions, Instant from, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        final Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        final Map<TopicPartition, Long> first = new HashMap<>(end);
        consumer.offsetsForTimes(
                        partitions.stream().collect(Collectors.toMap(each -> each, each -> from.toEpochMilli())))
                .forEach((partition, found) -> {
                    if (found != null) first.put(partition, found.offset());
                });
        read(first, end, reader);
    }

    /// From the first offsets to the last, perhaps a few more.
    ///
    /// @throws IllegalStateException when the broker gives no more before the last
    public void read(
            Map<TopicPartition, Long> first,
            Map<TopicPartition, Long> end,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.assign(first.keySet());
        first.forEach(consumer::seek);
        long lastProgress = System.nanoTime();
        while (end.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue())) {
            final Map<TopicPartition, Long> before = positions(first);
            consumer.poll(Duration.ofMillis(200)).forEach(reader);
            if (!positions(first).equals(before)) lastProgress = System.nanoTime();
            else if (System.nanoTime() - lastProgress > ANSWER.toNanos())
                throw new IllegalStateException("Kafka at " + kafka.bootstrapServers() + " stops short of the end of "
                        + first.keySet() + ": at " + before + ", expected " + end);
        }
    }

    private Map<TopicPartition, Long> positions(Map<TopicPartition, Long> of) {
        return of.keySet().stream().collect(Collectors.toMap(partition -> partition, consumer::position));
    }

    /// What is wrong with a broker, in one line.
    public static IllegalStateException unusable(KafkaSettings kafka, KafkaException e) {
        if (e instanceof UnknownTopicOrPartitionException)
            return new IllegalStateException(
                    "Kafka at " + kafka.bootstrapServers() + " lacks a topic: " + e.getMessage());
        return new IllegalStateException(
                "Kafka at " + kafka.bootstrapServers() + " cannot be used: " + KafkaFailures.reason(e)
                        + kafka.loginNote(),
                e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
