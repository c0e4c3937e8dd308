package org.fluxwatch.deploy.letters;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.letters.OutstandingLetter.Place;
import org.fluxwatch.deploy.topics.TopicReader;

/// Reads the topic `dead-letters`, however large it is: an index of what is outstanding, and from it the letters
/// themselves, a few megabytes at a time.
final class LetterReader implements AutoCloseable {
    private static final long BYTES_AT_A_TIME = 32L << 20;

    private final TopicReader reader;

    LetterReader(KafkaSettings kafka) {
        reader = new TopicReader(kafka);
    }

    List<TopicPartition> partitions(String topic) {
        return reader.partitions(topic);
    }

    /// Letters without a tombstone, by origin.
    List<OutstandingLetter> outstanding() {
        final Map<String, OutstandingLetter> letters = new HashMap<>();
        reader.read(reader.required(Topics.DEAD_LETTERS.name()), record -> {
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
    void read(List<OutstandingLetter> wanted, Consumer<DeadLetter> to) {
        for (int begin = 0; begin < wanted.size(); ) {
            int end = begin;
            for (long bytes = 0; end < wanted.size() && (end == begin || bytes < BYTES_AT_A_TIME); end++)
                bytes += wanted.get(end).bytes();
            final List<OutstandingLetter> batch = wanted.subList(begin, end);
            final Map<Place, DeadLetter> found = find(batch);
            for (OutstandingLetter letter : batch)
                if (found.containsKey(letter.place())) to.accept(found.get(letter.place()));
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
        reader.read(first, end, record -> {
            if (places.contains(Place.of(record)))
                DeadLetter.from(record).ifPresent(letter -> found.put(Place.of(record), letter));
        });
        return found;
    }

    @Override
    public void close() {
        reader.close();
    }
}
