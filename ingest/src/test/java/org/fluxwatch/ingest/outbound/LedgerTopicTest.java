package org.fluxwatch.ingest.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.catalog.Again;
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
                GranuleVersion.of("B1", "240101000000", 1),
                GranuleState.Outcome.PUBLISHED,
                "",
                3,
                Map.of(),
                Map.of(),
                Co2Scale.X2007);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key, GranuleState state) {
        final byte[] value = Topics.GRANULES.values().serializer().serialize("granules", state);
        return new ConsumerRecord<>("granules", 0, offset, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static MockConsumer<byte[], byte[]> consumer(long end) {
        final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        final Node node = new Node(0, "localhost", 9092);
        consumer.updatePartitions(
                "granules", List.of(new PartitionInfo("granules", 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return consumer;
    }

    @Test
    void readsFromTheBeginningToTheEnd() {
        final MockConsumer<byte[], byte[]> consumer = consumer(3);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, "a", state("a")));
            consumer.addRecord(record(1, "b", null)); // a tombstone
        });
        consumer.schedulePollTask(() -> consumer.addRecord(record(2, "c", state("c"))));
        final List<String> seen = new ArrayList<>();
        new LedgerTopic(() -> consumer).catchUp(entry -> seen.add(entry.state().granule()));
        assertThat(seen).containsExactly("a", "c");
    }

    @Test
    void tellsWhenEachEntryWasWritten() {
        final MockConsumer<byte[], byte[]> consumer = consumer(1);
        consumer.schedulePollTask(() -> consumer.addRecord(record(0, "a", state("a"))));
        final Map<String, Instant> written = new TreeMap<>();
        new LedgerTopic(() -> consumer, (state, at) -> written.put(state.granule(), at)).catchUp(_ -> {});
        assertThat(written)
                .containsExactlyEntriesOf(Map.of(
                        "a", Instant.ofEpochMilli(record(0, "a", state("a")).timestamp())));
    }

    @Test
    void thenReadsWhatOthersHaveEnteredSince() {
        final MockConsumer<byte[], byte[]> consumer = consumer(1);
        consumer.schedulePollTask(() -> consumer.addRecord(record(0, "a", state("a"))));
        final List<LedgerEntry> seen = new ArrayList<>();
        final LedgerTopic topic = new LedgerTopic(() -> consumer);
        topic.catchUp(seen::add);
        topic.catchUp(seen::add);
        assertThat(seen).extracting(entry -> entry.state().granule()).containsExactly("a");
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
        final Fingerprint content = new Fingerprint("", "", "26.688 MB");
        consumer.schedulePollTask(() -> {
            final var message = record(1, "b", state("b"));
            LedgerTopic.headers(new LedgerEntry(state("b"), content)).forEach(message.headers()::add);
            consumer.addRecord(message);
        });
        topic.catchUp(seen::add);
        assertThat(seen).hasSize(2);
        assertThat(seen.getFirst().content()).isEqualTo(Fingerprint.NONE);
        assertThat(seen.getLast()).isEqualTo(new LedgerEntry(state("b"), content));
    }

    @Test
    void beginsAgainWithAnotherConsumerAfterAFailure() {
        final MockConsumer<byte[], byte[]> broken = consumer(1);
        broken.schedulePollTask(() -> broken.setPollException(new KafkaException("gone")));
        final MockConsumer<byte[], byte[]> sound = consumer(1);
        sound.schedulePollTask(() -> sound.addRecord(record(0, "a", state("a"))));
        final Iterator<MockConsumer<byte[], byte[]>> consumers =
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

    private static ConsumerRecord<byte[], byte[]> junk(long offset, String key) {
        return new ConsumerRecord<>("granules", 0, offset, key.getBytes(StandardCharsets.UTF_8), new byte[] {1, 2});
    }

    private static List<String> origins(List<DeadLetter> letters) {
        return letters.stream().map(DeadLetter::origin).toList();
    }

    @Test
    void passesOverWhatCannotBeUsedAndHandsItOverUntilAnotherRecordHasItsPlace() {
        final MockConsumer<byte[], byte[]> consumer = consumer(6);
        final ConsumerRecord<byte[], byte[]> newer = record(4, "d", state("d"));
        newer.headers().add(RecordSerde.SCHEMA_HEADER, "99".getBytes(StandardCharsets.US_ASCII));
        consumer.schedulePollTask(() -> {
            consumer.addRecord(junk(0, "a"));
            consumer.addRecord(junk(1, "b"));
            consumer.addRecord(record(2, "c", state("x")));
            consumer.addRecord(record(3, "a", state("a"))); // settles the first one
            consumer.addRecord(newer);
            consumer.addRecord(record(5, "e", state("e")));
        });
        final LedgerTopic topic = new LedgerTopic(() -> consumer);
        final List<String> seen = new ArrayList<>();
        final List<DeadLetter> letters =
                topic.catchUp(entry -> seen.add(entry.state().granule()));
        assertThat(seen).containsExactly("a", "e");
        assertThat(letters)
                .extracting(letter -> letter.origin() + " " + letter.stage() + " " + letter.reason())
                .containsExactly(
                        "granules/0/1 ingest unreadable-record",
                        "granules/0/2 ingest impossible-value",
                        "granules/0/4 ingest future-schema");
        assertThat(letters.get(1).detail()).isEqualTo("the entry is of x, expected that of its key");
        assertThat(origins(topic.catchUp(entry -> {})))
                .as("nothing took their place")
                .hasSize(3);

        consumer.updateEndOffsets(Map.of(PARTITION, 8L));
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(6, "b", null));
            consumer.addRecord(record(7, "d", state("d")));
        });
        assertThat(origins(topic.catchUp(entry -> {}))).containsExactly("granules/0/2");
    }

    @Test
    void holdsAFewMegabytesOfAFloodAtATimeAndGoesBackForTheRest() {
        final MockConsumer<byte[], byte[]> consumer = consumer(40);
        final byte[] junk = new byte[1_000_000];
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < 40; i++)
                consumer.addRecord(new ConsumerRecord<>("granules", 0, i, new byte[] {(byte) i}, junk));
        });
        final LedgerTopic topic = new LedgerTopic(() -> consumer);
        assertThat(topic.catchUp(entry -> {})).hasSize(16);
        consumer.updateEndOffsets(Map.of(PARTITION, 56L));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < 16; i++)
                consumer.addRecord(new ConsumerRecord<>("granules", 0, 40 + i, new byte[] {(byte) i}, null));
        });
        assertThat(topic.catchUp(entry -> {})).isEmpty();
        consumer.schedulePollTask(() -> assertThat(consumer.position(PARTITION)).isEqualTo(16));
        consumer.schedulePollTask(() -> {
            for (int i = 16; i < 56; i++)
                consumer.addRecord(new ConsumerRecord<>("granules", 0, i, new byte[] {(byte) i}, i < 40 ? junk : null));
        });
        assertThat(origins(topic.catchUp(entry -> {}))).hasSize(16).startsWith("granules/0/16");
    }

    @Test
    void comesBackWithWhenToTryAgain() {
        final LedgerEntry entry = new LedgerEntry(
                state("a"), Fingerprint.NONE, Optional.of(new Again(3, Instant.parse("2026-11-28T19:00:00Z"))));
        final MockConsumer<byte[], byte[]> consumer = consumer(1);
        consumer.schedulePollTask(() -> {
            final var message = record(0, "a", state("a"));
            LedgerTopic.headers(entry).forEach(message.headers()::add);
            consumer.addRecord(message);
        });
        final List<LedgerEntry> seen = new ArrayList<>();
        new LedgerTopic(() -> consumer).catchUp(seen::add);
        assertThat(seen).containsExactly(entry);
        assertThat(Again.parse("3 tomorrow")).isEmpty();
        assertThat(Again.parse("0 2026-11-28T19:00:00Z")).isEmpty();
    }

    @Test
    void isDoneAtOnceWhenTheTopicIsEmpty() {
        final List<LedgerEntry> seen = new ArrayList<>();
        new LedgerTopic(() -> consumer(0)).catchUp(seen::add);
        assertThat(seen).isEmpty();
    }
}
