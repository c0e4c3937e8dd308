package org.fluxwatch.ingest.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topics;

/// Reads the compacted topic `granules` from its beginning to its end: what earlier runs have done.
public final class LedgerTopic {
    private static final Duration POLL = Duration.ofMillis(200);

    private LedgerTopic() {}

    /// @param entries takes each committed entry in order; a later one of the same granule replaces an earlier one
    public static void read(KafkaSettings kafka, Consumer<GranuleState> entries) {
        final Deserializer<GranuleState> values = Topics.GRANULES.values().deserializer();
        try (KafkaConsumer<String, GranuleState> consumer =
                new KafkaConsumer<>(properties(kafka), new StringDeserializer(), values)) {
            read(consumer, entries);
        }
    }

    static void read(
            org.apache.kafka.clients.consumer.Consumer<String, GranuleState> consumer, Consumer<GranuleState> entries) {
        final String topic = Topics.GRANULES.name();
        final List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        final Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition)))
            for (ConsumerRecord<String, GranuleState> message : consumer.poll(POLL))
                if (message.value() != null) entries.accept(message.value());
    }

    private static Properties properties(KafkaSettings kafka) {
        final Properties properties = kafka.properties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return properties;
    }
}
