package org.fluxwatch.deploy.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.text.Sha256;

/// All committed records of a topic, to the byte, in the order of each partition; offsets and times are left out.
///
/// @param partitions records by partition; those without records are left out
record CommittedTopic(String name, Map<Integer, List<Entry>> partitions) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int HEAD = 240;

    /// A record.
    ///
    /// @param headers names and values in hexadecimal
    /// @param sha256 of the value
    /// @param head the first characters of the value, for a person
    record Entry(String key, String headers, String sha256, String head) {
        static Entry of(ConsumerRecord<byte[], byte[]> record) {
            final StringBuilder headers = new StringBuilder();
            for (Header header : record.headers())
                headers.append(header.key())
                        .append('=')
                        .append(header.value() == null ? "null" : HexFormat.of().formatHex(header.value()))
                        .append(' ');
            final byte[] value = record.value() == null ? new byte[0] : record.value();
            return new Entry(
                    record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                    headers.toString(),
                    record.value() == null ? "none" : Sha256.hex(value),
                    new String(value, 0, Math.min(HEAD, value.length), StandardCharsets.UTF_8)
                            .replaceAll("[^\\x20-\\x7e]", "."));
        }
    }

    /// Reads a topic to its end.
    ///
    /// @param patience how long a transaction may still be open
    /// @throws ChaosFailure when one stays open longer, so that readers of committed records wait for ever
    static CommittedTopic read(KafkaSettings kafka, String name, Duration patience) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, "read_committed");
                KafkaConsumer<byte[], byte[]> all = consumer(kafka, "read_uncommitted")) {
            final List<TopicPartition> assigned = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            awaitClosed(consumer, all, assigned, patience);
            consumer.assign(assigned);
            consumer.seekToBeginning(assigned);
            final Map<TopicPartition, Long> end = consumer.endOffsets(assigned);
            final Map<Integer, List<Entry>> records = new TreeMap<>();
            while (end.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue()))
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL))
                    records.computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                            .add(Entry.of(record));
            return new CommittedTopic(name, records);
        }
    }

    private static void awaitClosed(
            KafkaConsumer<?, ?> committed, KafkaConsumer<?, ?> all, List<TopicPartition> partitions, Duration patience)
            throws InterruptedException {
        final long end = System.nanoTime() + patience.toNanos();
        while (!committed.endOffsets(partitions).equals(all.endOffsets(partitions))) {
            if (System.nanoTime() > end)
                throw new ChaosFailure(
                        "a transaction has been open for " + patience.toSeconds() + " s: committed up to "
                                + committed.endOffsets(partitions) + ", written up to " + all.endOffsets(partitions));
            Thread.sleep(POLL);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka, String isolation) {
        final Properties properties = kafka.properties();
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// Of each key the last record alone, in the order of keys.
    CommittedTopic compacted() {
        final Map<Integer, List<Entry>> compacted = new TreeMap<>();
        partitions.forEach((partition, entries) -> {
            final Map<String, Entry> last = new TreeMap<>();
            for (Entry entry : entries) last.put(entry.key(), entry);
            compacted.put(partition, List.copyOf(last.values()));
        });
        return new CommittedTopic(name, compacted);
    }

    int records() {
        return partitions.values().stream().mapToInt(List::size).sum();
    }

    /// In words, of each partition the first difference; empty when there is none.
    List<String> differences(CommittedTopic expected) {
        final List<String> differences = new ArrayList<>();
        final TreeMap<Integer, List<Entry>> both = new TreeMap<>(expected.partitions);
        both.putAll(partitions);
        for (int partition : both.keySet()) {
            final List<Entry> is = partitions.getOrDefault(partition, List.of());
            final List<Entry> was = expected.partitions.getOrDefault(partition, List.of());
            if (is.equals(was)) continue;
            int n = 0;
            while (n < is.size() && n < was.size() && is.get(n).equals(was.get(n))) n++;
            differences.add(String.format(
                    Locale.ROOT,
                    "%s-%d has %d records, expected %d; the first that differs is %d: %s, expected %s",
                    name,
                    partition,
                    is.size(),
                    was.size(),
                    n,
                    n < is.size() ? is.get(n) : "none",
                    n < was.size() ? was.get(n) : "none"));
        }
        return differences;
    }
}
