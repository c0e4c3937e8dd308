package org.fluxwatch.ingest.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.LedgerEntry;
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
        new LedgerTopic(() -> consumer).catchUp(entry -> seen.add(entry.state().granule()));
        assertThat(seen).containsExactly("a", "c");
    }

    @Test
    void thenReadsWhatOthersHaveEnteredSince() {
        final MockConsumer<String, GranuleState> consumer = consumer(1);
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>("granules", 0, 0, "a", state("a"))));
        final List<LedgerEntry> seen = new ArrayList<>();
        final LedgerTopic topic = new LedgerTopic(() -> consumer);
        topic.catchUp(seen::add);
        topic.catchUp(seen::add);
        assertThat(seen).extracting(entry -> entry.state().granule()).containsExactly("a");
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
        final Fingerprint content = new Fingerprint("", "", "26.688 MB");
        consumer.schedulePollTask(() -> {
            final var message = new ConsumerRecord<>("granules", 0, 1, "b", state("b"));
            LedgerTopic.headers(content).forEach(message.headers()::add);
            consumer.addRecord(message);
        });
        topic.catchUp(seen::add);
        assertThat(seen).hasSize(2);
        assertThat(seen.getFirst().content()).isEqualTo(Fingerprint.NONE);
        assertThat(seen.getLast()).isEqualTo(new LedgerEntry(state("b"), content));
    }

    @Test
    void beginsAgainWithAnotherConsumerAfterAFailure() {
        final MockConsumer<String, GranuleState> broken = consumer(1);
        broken.schedulePollTask(() -> broken.setPollException(new KafkaException("gone")));
        final MockConsumer<String, GranuleState> sound = consumer(1);
        sound.schedulePollTask(() -> sound.addRecord(new ConsumerRecord<>("granules", 0, 0, "a", state("a"))));
        final Iterator<MockConsumer<String, GranuleState>> consumers =
                List.of(broken, sound).iterator();
        final LedgerTopic topic = new LedgerTopic(consumers::next);
        final List<LedgerEntry> seen = new ArrayList<>();
        assertThatThrownBy(() -> topic.catchUp(seen::add)).hasMessage("gone");
        assertThat(broken.closed()).isTrue();
        topic.catchUp(seen::add);
        assertThat(seen).hasSize(1);
        topic.close();
        assertThat(sound.closed()).isTrue();
    }

    @Test
    void isDoneAtOnceWhenTheTopicIsEmpty() {
        final List<LedgerEntry> seen = new ArrayList<>();
        new LedgerTopic(() -> consumer(0)).catchUp(seen::add);
        assertThat(seen).isEmpty();
    }
}
