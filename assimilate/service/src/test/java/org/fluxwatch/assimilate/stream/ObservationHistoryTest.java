package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.topic.Topics;
import org.junit.jupiter.api.Test;

class ObservationHistoryTest {
    private static final LocalDate DAY = Tiny.START;
    private static final String OLD = "190701000000";
    private static final String NEW = "190801000000";
    private static final TopicPartition PARTITION = new TopicPartition(Topics.OBSERVATIONS.name(), 0);

    private final List<byte[]> topic = new ArrayList<>();

    private void put(ObservationRecord record) {
        topic.add(Topics.OBSERVATIONS.values().serializer().serialize(PARTITION.topic(), record));
    }

    private void granule(String domain, LocalDate day, String produced, int observations, int complete) {
        for (int n = 0; n < observations; n++) observation(domain, day, produced, n);
        put(DrivenStage.complete(domain, Sensor.OCO2, day, produced, complete));
    }

    private void observation(String domain, LocalDate day, String produced, int n) {
        put(DrivenStage.observation(domain, Sensor.OCO2, day, produced, "id-" + n, n + 0.5, 410));
    }

    /// A consumer of the topic as it is now; what it has polled once it forgets.
    private void load(MockConsumer<byte[], byte[]> consumer) {
        for (int offset = 0; offset < topic.size(); offset++)
            consumer.addRecord(new ConsumerRecord<>(
                    PARTITION.topic(),
                    0,
                    offset,
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    new byte[0],
                    topic.get(offset),
                    new RecordHeaders(),
                    Optional.empty()));
    }

    /// Day, version and superobservations of what comes out, in its order.
    private List<String> history() {
        final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(
                PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) topic.size()));
        final ObservationHistory history = new ObservationHistory(consumer, Tiny.DOMAIN);
        load(consumer);
        final List<String> out = new ArrayList<>();
        for (ObservationHistory.Stretch stretch : history.granules(day -> !day.isBefore(DAY))) {
            load(consumer);
            final int[] observations = {0};
            history.records(stretch, record -> {
                if (Topics.OBSERVATIONS.values().deserializer().deserialize(PARTITION.topic(), record.value())
                        instanceof Superobservation) observations[0]++;
            });
            out.add(stretch.granule().day() + " " + stretch.granule().version().produced() + " " + observations[0]);
        }
        return out;
    }

    @Test
    void givesTheNewestWholeGranuleOfEachDayInTheOrderOfDays() {
        granule(Tiny.DOMAIN, DAY.plusDays(1), OLD, 2, 2);
        granule(Tiny.SECOND_DOMAIN, DAY, OLD, 1, 1);
        granule(Tiny.DOMAIN, DAY, OLD, 3, 3);
        granule(Tiny.DOMAIN, DAY.plusDays(1), NEW, 1, 1);
        granule(Tiny.DOMAIN, DAY.plusDays(2), OLD, 1, 2);
        granule(Tiny.DOMAIN, DAY.minusDays(1), OLD, 1, 1);
        granule(Tiny.DOMAIN, DAY, NEW, 4, 4);
        granule(Tiny.DOMAIN, DAY, OLD, 3, 3);
        topic.add("no record".getBytes(StandardCharsets.UTF_8));
        assertThat(history()).containsExactly(DAY + " " + NEW + " 4", DAY.plusDays(1) + " " + NEW + " 1");
    }

    @Test
    void leavesOutWhatWasTakenBackAndTakesInWhatCameAfterwards() {
        granule(Tiny.DOMAIN, DAY, NEW, 1, 1);
        granule(Tiny.DOMAIN, DAY.plusDays(1), NEW, 1, 1);
        for (int d = 0; d < 2; d++)
            put(new Retraction(
                    Tiny.DOMAIN,
                    Sensor.OCO2,
                    DAY.plusDays(d),
                    DrivenStage.granule(Sensor.OCO2, DAY.plusDays(d), NEW),
                    Tiny.version(NEW)));
        granule(Tiny.DOMAIN, DAY, OLD, 2, 2);
        assertThat(history()).containsExactly(DAY + " " + OLD + " 2");
    }

    @Test
    void aGranuleThatWaitedForARecordIsWholeWhenItHasCome() {
        granule(Tiny.DOMAIN, DAY, OLD, 1, 2);
        granule(Tiny.DOMAIN, DAY.plusDays(1), OLD, 1, 1);
        observation(Tiny.DOMAIN, DAY, OLD, 1);
        assertThat(history()).containsExactly(DAY + " " + OLD + " 2", DAY.plusDays(1) + " " + OLD + " 1");
    }
}
