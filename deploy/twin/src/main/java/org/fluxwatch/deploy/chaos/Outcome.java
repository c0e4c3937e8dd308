package org.fluxwatch.deploy.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topics;

/// All that a run has brought forth.
///
/// @param files SHA-256 of the files of days and months by path
record Outcome(Map<String, String> files, List<CommittedTopic> topics) {
    /// Longer than any client's transaction may last.
    private static final Duration TRANSACTION = Duration.ofSeconds(90);

    static Outcome of(Products products, KafkaSettings kafka) throws InterruptedException {
        final List<CommittedTopic> topics = new ArrayList<>();
        for (var topic :
                List.of(Topics.GRANULES, Topics.OBSERVATIONS, Topics.INNOVATIONS, Topics.ROWS, Topics.ANALYSES))
            topics.add(CommittedTopic.read(kafka, topic.name(), TRANSACTION));
        // told at least once, and in the place of what was told before
        topics.add(CommittedTopic.read(kafka, Topics.ALARMS.name(), TRANSACTION).compacted());
        return new Outcome(products.digests(), List.copyOf(topics));
    }

    /// In words; empty when all is the same to the byte.
    List<String> differences(Outcome expected) {
        final List<String> differences = new ArrayList<>();
        final TreeMap<String, String> both = new TreeMap<>(expected.files);
        both.putAll(files);
        for (String file : both.keySet())
            if (!files.containsKey(file)) differences.add(file + " is not there");
            else if (!expected.files.containsKey(file)) differences.add(file + " is there, expected none");
            else if (!files.get(file).equals(expected.files.get(file))) differences.add(file + " has other bytes");
        for (int t = 0; t < topics.size(); t++) differences.addAll(topics.get(t).differences(expected.topics.get(t)));
        return differences;
    }

    String summary() {
        final StringBuilder text = new StringBuilder(files.size() + " files");
        for (CommittedTopic topic : topics)
            text.append(", ").append(topic.records()).append(' ').append(topic.name());
        return text.toString();
    }
}
