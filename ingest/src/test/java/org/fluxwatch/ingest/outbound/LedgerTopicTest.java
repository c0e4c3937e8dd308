package org.fluxwatch.ingest.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.junit.jupiter.api.Test;

class LedgerTopicTest {
    private static final TopicPartition PARTITION = new TopicPartition("granules", 0);

    private static GranuleState state(String granule) {
        return new GranuleState(
                granule,
                Sensor.OCO2,
                LocalDate.of(2019, 5, 1),
                new GranuleVersion("B1", "240101000000", 1),
                GranuleState.Outcome.PUBLISHED,
                "",
                3,
                Map.of(),
                Map.of());
    }

    private static MockConsumer<String, GranuleState> consumer(long end) {
        final MockConsumer<String, GranuleState> consumer = new MockConsumer<>("earliest");
        final Node node = new Node(0, "localhost", 9092);
        consumer.updatePartitions(
                "granules", List.of(new PartitionInfo("granules", 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return consumer;
    }

    @Test
    void readsFromTheBeginningToTheEnd() {
        final MockConsumer<String, GranuleState> consumer = consumer(3);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(new ConsumerRecord<>("granules", 0, 0, "a", state("a")));
            consumer.addRecord(new ConsumerRecord<>("granules", 0, 1, "b", null)); // a tombstone
        });
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>("granules", 0, 2, "c", state("c"))));
        final List<String> seen = new ArrayList<>();
        LedgerTopic.read(consumer, entry -> seen.add(entry.granule()));
        assertThat(seen).containsExactly("a", "c");
    }

    @Test
    void isDoneAtOnceWhenTheTopicIsEmpty() {
        final List<GranuleState> seen = new ArrayList<>();
        LedgerTopic.read(consumer(0), seen::add);
        assertThat(seen).isEmpty();
    }
}
