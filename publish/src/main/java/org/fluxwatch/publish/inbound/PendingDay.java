package org.fluxwatch.publish.inbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DayProduct;
import org.jspecify.annotations.Nullable;

/// What has come of one day so far.
final class PendingDay {
    private final AnalysisIdentity key;
    private final Instant since;
    private final Map<String, AnalysisField> fields = new HashMap<>();
    private final Map<FluxDetail.Kind, SortedMap<Integer, FluxDetail>> details = new EnumMap<>(FluxDetail.Kind.class);
    private final Map<String, Innovation> innovations = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> begin = new HashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    private @Nullable DailyAnalysis closing;

    /// @param since when its first record was read
    PendingDay(AnalysisIdentity key, Instant since) {
        this.key = key;
        this.since = since;
    }

    Instant since() {
        return since;
    }

    AnalysisIdentity key() {
        return key;
    }

    void add(Inbound.Place place, Inbound record) {
        begin.merge(place.partition(), place.offset(), Math::min);
        messages.add(place.message());
        switch (record) {
            case Inbound.Field(var field) -> fields.put(field.name(), field);
            case Inbound.Detail(var detail) ->
                details.computeIfAbsent(detail.kind(), _ -> new TreeMap<>()).put(detail.index(), detail);
            case Inbound.Departure(var innovation) ->
                innovations.put(
                        innovation.observation().source() + " "
                                + innovation.observation().id(),
                        innovation);
            case Inbound.Closing(var analysis) -> closing = analysis;
            case Inbound.Rejected rejected ->
                throw new IllegalArgumentException("a rejected record belongs to no day: " + rejected.detail());
        }
    }

    /// All that has come of the day, as it came.
    List<ConsumerRecord<byte[], byte[]>> messages() {
        return Collections.unmodifiableList(messages);
    }

    /// The first record of the day on each partition.
    Map<TopicPartition, Long> begin() {
        return Collections.unmodifiableMap(begin);
    }

    private DailyAnalysis closing() {
        return Objects.requireNonNull(closing, () -> key + " is not closed");
    }

    boolean isClosed() {
        return closing != null;
    }

    /// Fluxes in detail are fields too.
    boolean lacksFields() {
        return !fields.keySet().containsAll(closing().fields())
                || closing().counts().details().entrySet().stream()
                        .anyMatch(expected -> detailsOf(expected.getKey()).size() < expected.getValue());
    }

    private SortedMap<Integer, FluxDetail> detailsOf(FluxDetail.Kind kind) {
        return details.getOrDefault(kind, Collections.emptySortedMap());
    }

    boolean isComplete() {
        return isClosed()
                && !lacksFields()
                && innovations.size() >= closing().counts().innovations();
    }

    boolean hasInnovations() {
        return !innovations.isEmpty();
    }

    /// A domain's days are written one after the other and each partition keeps their order, so one partition that
    /// both are on tells.
    boolean isEarlierThan(PendingDay other) {
        return begin.entrySet().stream()
                .anyMatch(entry -> other.begin.getOrDefault(entry.getKey(), Long.MIN_VALUE) > entry.getValue());
    }

    /// The topic that lacks a record.
    String lackingTopic() {
        return (isClosed() && !lacksFields() ? Topics.INNOVATIONS : Topics.ANALYSES).name();
    }

    DayProduct product() {
        return new DayProduct(
                closing(),
                closing().fields().stream().map(fields::get).toList(),
                closing().counts().details().keySet().stream()
                        .flatMap(kind -> detailsOf(kind).values().stream())
                        .toList(),
                List.copyOf(innovations.values()));
    }

    /// What is not there, for the operator.
    String lack() {
        if (!isClosed()) return key + " lacks the record that closes it";
        if (isComplete()) return key + " waits for the days before it";
        final List<String> lost = new ArrayList<>(closing().fields());
        lost.removeAll(fields.keySet());
        closing().counts().details().forEach((kind, expected) -> {
            if (detailsOf(kind).size() < expected)
                lost.add((expected - detailsOf(kind).size()) + " of " + expected + " " + kind.label());
        });
        return key + " lacks fields " + lost + " and " + (closing().counts().innovations() - innovations.size())
                + " of " + closing().counts().innovations() + " innovations";
    }
}
