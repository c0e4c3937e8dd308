package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.fluxwatch.contract.topic.Topics;
import org.junit.jupiter.api.Test;

class CheckpointTopicTest {
    private static final LocalDate DAY = LocalDate.of(2019, 6, 5);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.CHECKPOINTS.name(), 0);

    private final TreeMap<Long, Long> offsetByTime = new TreeMap<>();
    private long end;

    /// A broker's answers; of its topics only the one partition.
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            final var first = offsetByTime.ceilingEntry(times.get(PARTITION));
            return first == null
                    ? java.util.Collections.singletonMap(PARTITION, null)
                    : Map.of(PARTITION, new OffsetAndTimestamp(first.getValue(), first.getKey()));
        }
    };

    private void write(Checkpoint checkpoint, String domain, int... parts) {
        consumer.updatePartitions(
                PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, null, null, null)));
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        for (int part : parts) {
            final RecordHeaders headers = new RecordHeaders();
            CheckpointTopic.describe(headers, new CheckpointReader.Part("ensemble", domain + "/" + part, new byte[0]));
            offsetByTime.putIfAbsent(checkpoint.writtenMs(), end);
            consumer.addRecord(new ConsumerRecord<>(
                    PARTITION.topic(),
                    0,
                    end++,
                    checkpoint.writtenMs(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    checkpoint.key(domain, part),
                    new byte[] {(byte) part, (byte) checkpoint.writtenMs()},
                    headers,
                    Optional.empty()));
        }
        consumer.updateEndOffsets(Map.of(PARTITION, end));
    }

    @Test
    void readsTheVersionThatTheClockNamesAmongOthers() {
        write(new Checkpoint(DAY, 50, 2), "fiji", 0, 1);
        write(new Checkpoint(DAY, 60, 2), "tonga", 0, 1);
        write(new Checkpoint(DAY, 60, 3), "fiji", 0, 1, 2);
        write(new Checkpoint(DAY.plusDays(1), 70, 1), "fiji", 0);
        assertThat(CheckpointTopic.read(consumer, "fiji", new Checkpoint(DAY, 60, 3)))
                .extracting(CheckpointReader.Part::key, part -> part.value()[0], part -> part.value()[1])
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("fiji/0", (byte) 0, (byte) 60),
                        org.assertj.core.groups.Tuple.tuple("fiji/1", (byte) 1, (byte) 60),
                        org.assertj.core.groups.Tuple.tuple("fiji/2", (byte) 2, (byte) 60));
    }

    @Test
    void saysHowMuchIsThereWhenItIsNotWhole() {
        write(new Checkpoint(DAY, 60, 3), "fiji", 0, 1);
        assertThatThrownBy(() -> CheckpointTopic.read(consumer, "fiji", new Checkpoint(DAY, 60, 3)))
                .hasMessage("the checkpoint of domain fiji at 2019-06-05 has 2 of 3 parts on the topic checkpoints");
        assertThatThrownBy(() -> CheckpointTopic.read(consumer, "fiji", new Checkpoint(DAY, 90, 3)))
                .hasMessageContaining("has 0 of 3 parts");
    }
}
