package org.fluxwatch.publish.inbound;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DayProduct;

/// Collects records into days, in whatever order the two topics come, and hands whole days to the writer.
/// ```
/// field, innovation, closing record --> pending day --complete--------------> written
///                                                   \--revision is older----> superseded
///                                                    \--can't be completed--> lost
/// ```
/// A domain's days are written by one producer, one transaction after the other. So once a day's closing record is
/// here all its fields must be, and once a later day with innovations is whole, so must every day before it.
/// A lost day that is kept already is no loss: after a restart the tail of a written day can be read again.
final class DayAssembly {
    /// Told of what becomes of days; each call is counted by a metric.
    interface Outcomes {
        void published(DayProduct product);

        void superseded(DayProduct product, int revisionKept);

        /// @param topic that lacks a record
        /// @param messages what has come of the day
        void lost(String domain, String topic, String lack, List<ConsumerRecord<byte[], byte[]>> messages);
    }

    private final DayWriter writer;
    private final Outcomes outcomes;
    private final Map<DayKey, PendingDay> pending = new LinkedHashMap<>();

    DayAssembly(DayWriter writer, Outcomes outcomes) {
        this.writer = writer;
        this.outcomes = outcomes;
    }

    void add(Inbound.Place place, Inbound record) throws IOException {
        switch (record) {
            case Inbound.Field field -> day(field.key()).add(place, field);
            case Inbound.Departure departure -> addAndFinish(place, departure.key(), departure);
            case Inbound.Closing closing -> addAndFinish(place, closing.key(), closing);
            case Inbound.Rejected _ -> {} // counted where it was read
        }
    }

    private PendingDay day(DayKey key) {
        return pending.computeIfAbsent(key, PendingDay::new);
    }

    private void addAndFinish(Inbound.Place place, DayKey key, Inbound record) throws IOException {
        final PendingDay day = day(key);
        day.add(place, record);
        if (day.isComplete()) finish(day);
        else if (day.isClosed() && day.lacksFields()) lose(day);
    }

    private void finish(PendingDay day) throws IOException {
        final DayProduct product = day.product();
        final OptionalInt kept =
                writer.revisionKept(day.key().domain(), day.key().day());
        if (kept.isPresent() && kept.getAsInt() > day.key().revision()) outcomes.superseded(product, kept.getAsInt());
        else {
            writer.write(product);
            outcomes.published(product);
        }
        pending.remove(day.key());
        for (PendingDay earlier : List.copyOf(pending.values()))
            if (earlier.key().domain().equals(day.key().domain())
                    && earlier.isEarlierThan(day)
                    && (!earlier.isClosed() || day.hasInnovations())) lose(earlier);
    }

    private void lose(PendingDay day) throws IOException {
        pending.remove(day.key());
        if (!isKept(day))
            outcomes.lost(
                    day.key().domain(),
                    day.isClosed() && !day.lacksFields() ? Topics.INNOVATIONS.name() : Topics.ANALYSES.name(),
                    day.lack(),
                    day.messages());
    }

    private boolean isKept(PendingDay day) throws IOException {
        final OptionalInt kept =
                writer.revisionKept(day.key().domain(), day.key().day());
        return kept.isPresent() && kept.getAsInt() >= day.key().revision();
    }

    /// Up to where each partition need not be read again.
    ///
    /// @param positions the next offset to be read, by partition
    Map<TopicPartition, Long> done(Map<TopicPartition, Long> positions) throws IOException {
        final Map<TopicPartition, Long> done = new LinkedHashMap<>(positions);
        for (PendingDay day : pending.values())
            if (!isKept(day)) day.begin().forEach((partition, offset) -> done.merge(partition, offset, Math::min));
        return done;
    }

    /// Days begun and not whole, with what they lack.
    List<String> lacks() {
        final List<String> lacks = new ArrayList<>();
        for (PendingDay day : pending.values()) lacks.add(day.lack());
        return lacks;
    }

    /// Forgets what was read and not written; it will be read again.
    void forget() {
        pending.clear();
    }
}
