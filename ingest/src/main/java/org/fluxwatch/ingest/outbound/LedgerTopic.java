package org.fluxwatch.ingest.outbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.LedgerEntry;

/// Reads the compacted topic `granules`: first all of it, then what has come since. The header [#CONTENT_HEADER] of an
/// entry says of which bytes it speaks. Used by one thread.
public final class LedgerTopic implements AutoCloseable {
    static final String CONTENT_HEADER = "fluxwatch-content";

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Supplier<Consumer<String, GranuleState>> consumers;
    private Consumer<String, GranuleState> consumer;
    private List<TopicPartition> partitions = List.of();

    /// @param consumers called again when one has failed
    LedgerTopic(Supplier<Consumer<String, GranuleState>> consumers) {
        this.consumers = consumers;
    }

    public static LedgerTopic of(KafkaSettings kafka) {
        return new LedgerTopic(() -> new KafkaConsumer<>(
                properties(kafka),
                new StringDeserializer(),
                Topics.GRANULES.values().deserializer()));
    }

    static Headers headers(Fingerprint content) {
        final RecordHeaders headers = new RecordHeaders();
        if (!content.equals(Fingerprint.NONE))
            headers.add(CONTENT_HEADER, content.toString().getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    /// Reads to the end of what is committed. After a failure it begins at the beginning again.
    ///
    /// @param entries takes each entry in order; a later one of the same granule replaces an earlier one
    /// @throws org.apache.kafka.common.KafkaException when the broker cannot be reached
    public void catchUp(java.util.function.Consumer<LedgerEntry> entries) {
        try {
            if (consumer == null) open();
            final Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition)))
                for (ConsumerRecord<String, GranuleState> message : consumer.poll(POLL))
                    if (message.value() != null)
                        entries.accept(new LedgerEntry(message.value(), content(message.headers())));
        } catch (RuntimeException e) {
            try {
                close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private void open() {
        consumer = consumers.get();
        final String topic = Topics.GRANULES.name();
        partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private static Fingerprint content(Headers headers) {
        final Header header = headers.lastHeader(CONTENT_HEADER);
        return header == null
                ? Fingerprint.NONE
                : Fingerprint.parse(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static Properties properties(KafkaSettings kafka) {
        final Properties properties = kafka.properties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return properties;
    }

    @Override
    public void close() {
        if (consumer == null) return;
        final Consumer<String, GranuleState> open = consumer;
        consumer = null;
        open.close(CloseOptions.timeout(CLOSE));
    }
}
