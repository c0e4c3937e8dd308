package org.fluxwatch.deploy.cluster;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topics;

/// Reads what has been committed to `analyses` and `innovations`, from their beginning on.
final class Results implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int PATIENCE_POLLS = 30;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, List<String>> records = new TreeMap<>();
    private final List<Day> days = new ArrayList<>();

    /// A day's closing record.
    ///
    /// @param nanoTime when it was read
    record Day(String domain, LocalDate day, int revision, long nanoTime) {}

    Results(KafkaSettings kafka) {
        final Properties properties = kafka.properties();
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        final List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < Workload.PARTITIONS; partition++) {
            partitions.add(new TopicPartition(Topics.ANALYSES.name(), partition));
            partitions.add(new TopicPartition(Topics.INNOVATIONS.name(), partition));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Takes what is there, waiting for a moment.
    void poll() {
        consumer.poll(POLL).forEach(this::take);
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        records.computeIfAbsent(message.topic() + " of " + message.key(), key -> new ArrayList<>())
                .add(what(message) + " " + digest(message.value()));
    }

    private String what(ConsumerRecord<String, byte[]> message) {
        if (message.topic().equals(Topics.INNOVATIONS.name()))
            return Topics.INNOVATIONS
                    .values()
                    .deserializer()
                    .deserialize(message.topic(), message.headers(), message.value())
                    .observation()
                    .id();
        return switch (Topics.ANALYSES
                .values()
                .deserializer()
                .deserialize(message.topic(), message.headers(), message.value())) {
            case AnalysisField field -> field.identity().day() + " " + field.name();
            case FluxDetail detail -> detail.identity().day() + " " + detail.kind() + " " + detail.index();
            case DailyAnalysis day -> {
                final AnalysisIdentity identity = day.identity();
                days.add(new Day(identity.domain(), identity.day(), identity.revision(), System.nanoTime()));
                yield identity.day() + " revision " + identity.revision();
            }
        };
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(
                            Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Records in order, what they are and a digest of their bytes, by topic and domain.
    Map<String, List<String>> records() {
        return records;
    }

    /// The days so far, in the order of reading.
    List<Day> days() {
        return days;
    }

    long daysOf(String domain) {
        return days.stream()
                .filter(day -> day.domain().equals(domain) && day.revision() == 0)
                .count();
    }

    /// Reads until a domain each has so many days.
    void awaitDays(List<String> domains, int count, Duration patience) {
        awaitThat(
                () -> domains.stream().allMatch(domain -> daysOf(domain) >= count),
                patience,
                count + " days of each of " + domains);
    }

    /// Reads until so many records that close a day have come.
    void awaitClosings(int count, Duration patience) {
        awaitThat(() -> days.size() >= count, patience, count + " closing records");
    }

    /// Reads until there are as many records as expected, and then a while longer.
    void awaitAll(Map<String, List<String>> expected, Duration patience) {
        awaitThat(() -> size(records) >= size(expected), patience, size(expected) + " records");
        for (int n = 0; n < PATIENCE_POLLS; n++) poll();
    }

    private void awaitThat(java.util.function.BooleanSupplier condition, Duration patience, String what) {
        final long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end)
                throw new AssertionError("after " + patience + " there are " + size(records) + " records, days "
                        + days.stream()
                                .map(day -> day.domain() + " " + day.day())
                                .toList() + ", expected " + what);
            poll();
        }
    }

    private static int size(Map<String, List<String>> records) {
        return records.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
