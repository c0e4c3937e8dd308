package org.fluxwatch.assimilate.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topics;

/// The topic `checkpoints`. A checkpoint's records follow one another and have one time stamp, by which the broker
/// finds the first; each tells in its headers which store and key it is an entry of.
final class CheckpointTopic implements CheckpointReader {
    private static final String STORE = "fluxwatch-store";
    private static final String KEY = "fluxwatch-key";
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;

    CheckpointTopic(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    static void describe(Headers headers, Part part) {
        headers.remove(STORE).add(STORE, part.store().getBytes(StandardCharsets.UTF_8));
        headers.remove(KEY).add(KEY, part.key().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Part> read(String domain, Checkpoint checkpoint) {
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer, domain, checkpoint);
        }
    }

    static List<Part> read(Consumer<String, byte[]> consumer, String domain, Checkpoint checkpoint) {
        final String topic = Topics.CHECKPOINTS.name();
        final TopicPartition partition = new TopicPartition(
                topic, Topics.partitionOf(domain, consumer.partitionsFor(topic).size()));
        consumer.assign(List.of(partition));
        final long end = EndOffset.of(consumer, partition);
        final OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, checkpoint.writtenMs()))
                .get(partition);
        final List<Part> parts = new ArrayList<>();
        if (first != null) consumer.seek(partition, first.offset());
        while (first != null && parts.size() < checkpoint.parts() && consumer.position(partition) < end)
            for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL))
                if (message.timestamp() == checkpoint.writtenMs()
                        && message.value() != null
                        && message.key().equals(checkpoint.key(domain, parts.size())))
                    parts.add(part(message.key(), message.headers(), message.value()));
        if (parts.size() != checkpoint.parts())
            throw new IllegalStateException("the checkpoint of domain " + domain + " at " + checkpoint.day() + " has "
                    + parts.size() + " of " + checkpoint.parts() + " parts on the topic " + topic);
        return parts;
    }

    static Part part(String key, Headers headers, byte[] value) {
        return new Part(text(key, headers, STORE), text(key, headers, KEY), value);
    }

    private static String text(String key, Headers headers, String name) {
        final Header header = headers.lastHeader(name);
        if (header == null) throw new IllegalStateException("checkpoint part " + key + " lacks the header " + name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private Properties properties() {
        final Properties properties = kafka.properties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        return properties;
    }
}
