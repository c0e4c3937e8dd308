package org.fluxwatch.deploy.letters;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.letters.OutstandingLetter.Place;

/// Reads the topic `dead-letters`, however large it is: an index of what is outstanding, and from it the letters
/// themselves, a few megabytes at a time.
final class LetterReader implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long BYTES_AT_A_TIME = 32L << 20;

    private final KafkaSettings kafka;
    private final KafkaConsumer<byte[], byte[]> consumer;

    LetterReader(KafkaSettings kafka) {
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

    List<TopicPartition> partitions(String topic) {
        final List<PartitionInfo> found = consumer.partitionsFor(topic);
        return found == null
                ? List.of()
                : found.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
    }

    private List<TopicPartition> partitions() {
        final List<TopicPartition> partitions = partitions(Topics.DEAD_LETTERS.name());
        if (partitions.isEmpty())
            throw new IllegalStateException("Kafka at " + kafka.bootstrapServers() + " has no topic "
                    + Topics.DEAD_LETTERS.name() + "; the services make it when they start");
        return partitions;
    }

    /// Letters without a tombstone, by origin.
    List<OutstandingLetter> outstanding() {
        final List<TopicPartition> partitions = partitions();
        final Map<String, OutstandingLetter> letters = new HashMap<>();
        consumer.assign(partitions);
        read(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions), record -> {
            if (record.key() == null) return;
            final String origin = new String(record.key(), StandardCharsets.UTF_8);
            DeadLetter.from(record)
                    .ifPresentOrElse(letter -> letters.put(origin, OutstandingLetter.of(letter, record)), () -> {
                        if (record.value() == null) letters.remove(origin);
                    });
        });
        return letters.values().stream().sorted(OutstandingLetter.BY_ORIGIN).toList();
    }

    /// Reads letters, in their order. One that is gone meanwhile is left out.
    void read(List<OutstandingLetter> wanted, Consumer<DeadLetter> reader) {
        for (int begin = 0; begin < wanted.size(); ) {
            int end = begin;
            for (long bytes = 0; end < wanted.size() && (end == begin || bytes < BYTES_AT_A_TIME); end++)
                bytes += wanted.get(end).bytes();
            final List<OutstandingLetter> batch = wanted.subList(begin, end);
            final Map<Place, DeadLetter> found = find(batch);
            for (OutstandingLetter letter : batch)
                if (found.containsKey(letter.place())) reader.accept(found.get(letter.place()));
            begin = end;
        }
    }

    private Map<Place, DeadLetter> find(List<OutstandingLetter> wanted) {
        final Set<Place> places = new HashSet<>();
        final Map<Place, DeadLetter> found = new HashMap<>();
        final Map<TopicPartition, Long> first = new HashMap<>();
        final Map<TopicPartition, Long> end = new HashMap<>();
        for (OutstandingLetter letter : wanted) {
            final Place place = letter.place();
            final TopicPartition partition = new TopicPartition(Topics.DEAD_LETTERS.name(), place.partition());
            places.add(place);
            first.merge(partition, place.offset(), Math::min);
            end.merge(partition, place.offset() + 1, Math::max);
        }
        consumer.assign(new ArrayList<>(first.keySet()));
        read(first, end, record -> {
            if (places.contains(Place.of(record)))
                DeadLetter.from(record).ifPresent(letter -> found.put(Place.of(record), letter));
        });
        return found;
    }

    /// From the first offsets up to the last.
    private void read(
            Map<TopicPartition, Long> first,
            Map<TopicPartition, Long> end,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        first.forEach(consumer::seek);
        long lastProgress = System.nanoTime();
        while (end.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue())) {
            final Map<TopicPartition, Long> before = positions(first);
            consumer.poll(Duration.ofMillis(200)).forEach(reader);
            if (!positions(first).equals(before)) lastProgress = System.nanoTime();
            else if (System.nanoTime() - lastProgress > ANSWER.toNanos())
                throw new IllegalStateException("Kafka at " + kafka.bootstrapServers() + " stops short of the end of "
                        + Topics.DEAD_LETTERS.name() + ": at " + before + ", expected " + end);
        }
    }

    private Map<TopicPartition, Long> positions(Map<TopicPartition, Long> of) {
        return of.keySet().stream().collect(Collectors.toMap(partition -> partition, consumer::position));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
