package org.fluxwatch.deploy.experiments;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topic;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.topics.TopicReader;

/// The rows of an inversion's days as they were last analysed, from the topics `analyses` and `rows`; a month at a
/// time in memory.
public final class KeptRows implements AutoCloseable {
    private final KafkaSettings kafka;
    private final String domain;
    private final TopicReader reader;
    private final SortedMap<LocalDate, Integer> revisions = new TreeMap<>();
    private final Map<LocalDate, Span> spans = new HashMap<>();

    /// Where a day's rows lie.
    ///
    /// @param end the offset after them
    private record Span(long first, long end) {}

    /// Looks through both topics.
    ///
    /// @throws IllegalStateException in one line, when no broker answers, a topic is not there, or there is no
    // analysis
    public KeptRows(KafkaSettings kafka, String domain) {
        this.kafka = kafka;
        this.domain = domain;
        reader = new TopicReader(kafka);
        try {
            reader.read(
                    List.of(partition(Topics.ANALYSES)),
                    record -> value(Topics.ANALYSES, record, analysis -> {
                        if (analysis instanceof DailyAnalysis day && isOurs(day.identity()))
                            revisions.merge(day.identity().day(), day.identity().revision(), Math::max);
                    }));
            if (revisions.isEmpty())
                throw new IllegalStateException("Kafka at " + kafka.bootstrapServers()
                        + " has no analysis of an inversion of domain " + domain);
            reader.read(
                    List.of(partition(Topics.ROWS)),
                    record -> value(Topics.ROWS, record, row -> {
                        if (isLast(row.identity()))
                            spans.merge(
                                    row.identity().day(),
                                    new Span(record.offset(), record.offset() + 1),
                                    (one, other) -> new Span(one.first(), other.end()));
                    }));
        } catch (KafkaException e) {
            reader.close();
            throw TopicReader.unusable(kafka, e);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private TopicPartition partition(Topic<String, ?> topic) {
        final List<TopicPartition> partitions = reader.required(topic.name());
        return partitions.get(Topics.partitionOf(domain, partitions.size()));
    }

    private <V> void value(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> record, Consumer<V> to) {
        if (record.key() == null || !domain.equals(new String(record.key(), StandardCharsets.UTF_8))) return;
        final V value = topic.values().deserializer().deserialize(topic.name(), record.headers(), record.value());
        if (value != null) to.accept(value);
    }

    private boolean isOurs(AnalysisIdentity identity) {
        return identity.domain().equals(domain) && identity.system() == AssimilationSystem.INVERSION;
    }

    private boolean isLast(AnalysisIdentity identity) {
        final Integer revision = revisions.get(identity.day());
        return isOurs(identity) && revision != null && revision == identity.revision();
    }

    /// The last day that is analysed.
    public LocalDate last() {
        return revisions.lastKey();
    }

    /// Rows of the days of a month that are analysed; empty of a day without observations.
    ///
    /// @throws IllegalStateException in one line, when no broker answers
    public SortedMap<LocalDate, List<ObservationRow>> of(YearMonth month) {
        final Map<LocalDate, Map<String, ObservationRow>> found = new TreeMap<>();
        long first = Long.MAX_VALUE;
        long end = 0;
        for (LocalDate day :
                revisions.subMap(month.atDay(1), month.plusMonths(1).atDay(1)).keySet()) {
            found.put(day, new LinkedHashMap<>());
            final Span span = spans.get(day);
            if (span == null) continue;
            first = Math.min(first, span.first());
            end = Math.max(end, span.end());
        }
        if (first < end) read(first, end, found);
        final SortedMap<LocalDate, List<ObservationRow>> rows = new TreeMap<>();
        found.forEach((day, ofDay) -> rows.put(day, new ArrayList<>(ofDay.values())));
        return rows;
    }

    private void read(long first, long end, Map<LocalDate, Map<String, ObservationRow>> found) {
        try {
            final TopicPartition partition = partition(Topics.ROWS);
            reader.read(
                    Map.of(partition, first),
                    Map.of(partition, end),
                    record -> value(Topics.ROWS, record, row -> {
                        final Map<String, ObservationRow> day =
                                found.get(row.identity().day());
                        if (day != null && isLast(row.identity()) && record.offset() < end)
                            day.put(
                                    row.observation().source() + "/"
                                            + row.observation().id(),
                                    row);
                    }));
        } catch (KafkaException e) {
            throw TopicReader.unusable(kafka, e);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
