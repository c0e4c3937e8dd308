package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The granules of a domain that count at the end of the topic `observations`, from the topic itself: for each sensor
/// and day the newest that is whole and was not taken back. Reads the domain's partition once to see which, then
/// those alone, by day.
final class ObservationHistory {
    private static final Logger LOG = LoggerFactory.getLogger(ObservationHistory.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final String domain;
    private final long end;
    private final Deque<ConsumerRecord<byte[], byte[]>> ahead = new ArrayDeque<>();

    /// A granule on the topic.
    ///
    /// @param first offset of its first record
    /// @param last offset of the record that made it whole
    record Stretch(DayComplete granule, long first, long last) {}

    private record SensorDay(LocalDate day, Sensor sensor) {}

    private record Version(SensorDay sensorDay, GranuleVersion version) {}

    /// @param consumer of committed records, assigned to nothing
    ObservationHistory(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, String domain) {
        this.consumer = consumer;
        this.domain = domain;
        final String topic = Topics.OBSERVATIONS.name();
        partition = new TopicPartition(
                topic, Topics.partitionOf(domain, consumer.partitionsFor(topic).size()));
        consumer.assign(List.of(partition));
        end = EndOffset.of(consumer, partition);
    }

    /// The granules that count, by day, then sensor.
    ///
    /// @param wanted which days
    List<Stretch> granules(Predicate<LocalDate> wanted) {
        final Map<SensorDay, Stretch> counting = new HashMap<>();
        final Map<Version, Arrival> arriving = new HashMap<>();
        consumer.seekToBeginning(List.of(partition));
        while (consumer.position(partition) < end)
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL))
                if (read(message) instanceof GranuleRecord record && wanted.test(record.day()))
                    note(record, message.offset(), counting, arriving);
        return counting.values().stream()
                .sorted(Comparator.comparing(
                                (Stretch stretch) -> stretch.granule().day())
                        .thenComparing(stretch -> stretch.granule().sensor()))
                .toList();
    }

    /// A version on its way: superobservations since it was whole last, and the record that has closed it too early.
    private static final class Arrival {
        private final long first;
        private final Set<String> ids = new HashSet<>();
        private @Nullable DayComplete waiting;

        Arrival(long first) {
            this.first = first;
        }

        /// What has closed it; empty until all superobservations are there.
        Optional<DayComplete> whole() {
            return Optional.ofNullable(waiting).filter(granule -> ids.size() == granule.superobservations());
        }
    }

    private static void note(
            GranuleRecord record, long offset, Map<SensorDay, Stretch> counting, Map<Version, Arrival> arriving) {
        final SensorDay sensorDay = new SensorDay(record.day(), record.sensor());
        final Version version = new Version(sensorDay, record.version());
        final Stretch present = counting.get(sensorDay);
        if (record instanceof Retraction retraction) {
            if (present != null
                    && present.granule().granule().equals(retraction.granule())
                    && present.granule().version().compareTo(retraction.version()) <= 0) counting.remove(sensorDay);
            return;
        }
        final Arrival arrival = arriving.computeIfAbsent(version, key -> new Arrival(offset));
        if (record instanceof Superobservation observation) arrival.ids.add(observation.id());
        if (record instanceof DayComplete granule) arrival.waiting = granule;
        final Optional<DayComplete> whole = arrival.whole();
        if (whole.isEmpty()) return;
        arriving.remove(version);
        if (present == null || present.granule().version().compareTo(record.version()) <= 0)
            counting.put(sensorDay, new Stretch(whole.get(), arrival.first, offset));
    }

    /// Hands over a granule's records in their order.
    void records(Stretch stretch, Consumer<ConsumerRecord<byte[], byte[]>> record) {
        if (ahead.isEmpty()
                || ahead.peek().offset() > stretch.first()
                || ahead.peekLast().offset() < stretch.first()) {
            ahead.clear();
            consumer.seek(partition, stretch.first());
        }
        while (true) {
            while (ahead.isEmpty()) consumer.poll(POLL).forEach(ahead::add);
            final ConsumerRecord<byte[], byte[]> message = ahead.remove();
            if (message.offset() >= stretch.first()
                    && read(message) instanceof GranuleRecord granule
                    && granule.version().equals(stretch.granule().version())
                    && granule.sensor().equals(stretch.granule().sensor())
                    && granule.day().equals(stretch.granule().day())) record.accept(message);
            if (message.offset() >= stretch.last()) return;
        }
    }

    /// The record, or null where it is another domain's or cannot be read.
    private @Nullable ObservationRecord read(ConsumerRecord<byte[], byte[]> message) {
        final Deserializer<ObservationRecord> values =
                Topics.OBSERVATIONS.values().deserializer();
        try {
            final ObservationRecord record = values.deserialize(message.topic(), message.headers(), message.value());
            return record != null && record.domain().equals(domain) ? record : null;
        } catch (SerializationException e) {
            LOG.debug("passed over at offset {}: {}", message.offset(), e.getMessage());
            return null;
        }
    }
}
