package org.fluxwatch.deploy.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topic;

/// Reads a topic from its beginning, committed records only, without a group.
public final class StreamReader<V> implements AutoCloseable {
    private final KafkaConsumer<String, V> consumer;

    public StreamReader(KafkaSettings kafka, Topic<String, V> topic) {
        final Properties properties = kafka.properties();
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer = new KafkaConsumer<>(
                properties, topic.keys().deserializer(), topic.values().deserializer());
        final List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic.name())
                .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition())));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// What has come since the last call; waits for at most the given time.
    public List<V> poll(Duration patience) {
        final List<V> values = new ArrayList<>();
        consumer.poll(patience).forEach(record -> values.add(record.value()));
        return values;
    }

    /// Everything up to now.
    public List<V> drain() {
        final List<V> values = new ArrayList<>();
        final var end = consumer.endOffsets(consumer.assignment());
        while (end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue()))
            values.addAll(poll(Duration.ofMillis(100)));
        return values;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
