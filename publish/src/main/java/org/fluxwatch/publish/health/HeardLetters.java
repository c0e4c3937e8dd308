package org.fluxwatch.publish.health;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.publish.health.StateView.DeadLetterView;

/// Dead letters that nobody has settled, counted by topic and reason. Not for several threads.
final class HeardLetters {
    /// Of more than these the count says less than there are: an index of all a full topic can hold would not fit.
    private static final int MOST = 100_000;

    private record Kind(String topic, String reason) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            final int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : reason.compareTo(other.reason);
        }
    }

    private final Map<String, Kind> letters = new HashMap<>();
    private final Map<Kind, Kind> kinds = new HashMap<>();
    private final Map<Kind, String> details = new HashMap<>();

    void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) return;
        final String origin = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) letters.remove(origin);
        else if (letters.size() < MOST)
            DeadLetter.from(record).ifPresent(letter -> {
                final Kind kind = kind(letter.topic(), letter.reason());
                letters.put(origin, kind);
                details.put(kind, letter.detail());
            });
    }

    private Kind kind(String topic, String reason) {
        return kinds.computeIfAbsent(new Kind(topic, reason), kind -> kind);
    }

    List<DeadLetterView> counts() {
        final Map<Kind, Integer> counts = new TreeMap<>();
        for (Kind kind : letters.values()) counts.merge(kind, 1, Integer::sum);
        final List<DeadLetterView> views = new ArrayList<>();
        counts.forEach((kind, count) ->
                views.add(new DeadLetterView(kind.topic(), kind.reason(), count, details.getOrDefault(kind, ""))));
        return views;
    }
}
