package org.fluxwatch.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                "observations",
                3,
                4711,
                1_560_000_000_000L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders().add(RecordSerde.SCHEMA_HEADER, bytes("9")),
                Optional.empty());
    }

    private static DeadLetter thereAndBack(DeadLetter letter) {
        final ProducerRecord<byte[], byte[]> sent = letter.toRecord();
        assertThat(sent.topic()).isEqualTo("dead-letters");
        return read(sent);
    }

    private static DeadLetter read(ProducerRecord<byte[], byte[]> sent) {
        return DeadLetter.from(new ConsumerRecord<>(
                        sent.topic(),
                        0,
                        0,
                        sent.timestamp(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        sent.key(),
                        sent.value(),
                        sent.headers(),
                        Optional.empty()))
                .orElseThrow();
    }

    @Test
    void comesBackAsItWas() {
        final DeadLetter letter = thereAndBack(
                DeadLetter.of(record(bytes("fiji"), bytes("{?}")), "assimilate", "unreadable-record", "no JSON"));
        assertThat(letter.origin()).isEqualTo("observations/3/4711");
        assertThat(letter.stage()).isEqualTo("assimilate");
        assertThat(letter.reason()).isEqualTo("unreadable-record");
        assertThat(letter.detail()).isEqualTo("no JSON");
        final ProducerRecord<byte[], byte[]> again = letter.again();
        assertThat(again.topic()).isEqualTo("observations");
        assertThat(again.partition()).isEqualTo(3);
        assertThat(again.timestamp()).isEqualTo(1_560_000_000_000L);
        assertThat(again.key()).isEqualTo(bytes("fiji"));
        assertThat(again.value()).isEqualTo(bytes("{?}"));
        assertThat(again.headers().toArray()).hasSize(1);
        assertThat(again.headers().lastHeader(RecordSerde.SCHEMA_HEADER).value())
                .isEqualTo(bytes("9"));
    }

    @Test
    void keepsWhatIsNotThere() {
        final DeadLetter letter = thereAndBack(DeadLetter.of(record(null, null), "assimilate", "unknown", null));
        assertThat(letter.again().key()).isNull();
        assertThat(letter.again().value()).isNull();
        assertThat(letter.detail()).isEmpty();
    }

    @Test
    void aHeaderWithoutAValueSaysNothing() {
        final ProducerRecord<byte[], byte[]> sent = DeadLetter.of(
                        record(bytes("fiji"), bytes("{?}")), "assimilate", "unreadable-record", "no JSON")
                .toRecord();
        sent.headers().add("fluxwatch-dead-reason", null).add("fluxwatch-dead-key", null);
        final DeadLetter letter = read(sent);
        assertThat(letter.reason()).isEmpty();
        assertThat(letter.key()).isNull();
        assertThat(letter.stage()).isEqualTo("assimilate");
    }

    @Test
    void knowsWhetherItFitsAndCutsWhatIsSaidOfIt() {
        assertThat(letter(1 << 20).fits()).isTrue();
        assertThat(letter(DeadLetter.GREATEST_REQUEST_BYTES).fits()).isFalse();
        assertThat(DeadLetter.of(record(null, null), "publish", "empty", "x".repeat(9000))
                        .detail())
                .hasSize(2004);
    }

    private static DeadLetter letter(int bytes) {
        return DeadLetter.of(record(bytes("fiji"), new byte[bytes]), "assimilate", "unreadable-record", "no JSON");
    }

    @Test
    void aTombstoneHasItsKeyAndNothingElse() {
        final ProducerRecord<byte[], byte[]> tombstone = letter(3).tombstone();
        assertThat(tombstone.topic()).isEqualTo("dead-letters");
        assertThat(tombstone.key()).isEqualTo(bytes("observations/3/4711"));
        assertThat(tombstone.value()).isNull();
    }

    @Test
    void whatIsNoDeadLetterIsTakenForNone() {
        assertThat(DeadLetter.from(record(bytes("here"), bytes("x")))).isEmpty();
        assertThat(DeadLetter.from(record(bytes("a/b/c"), bytes("x")))).isEmpty();
        assertThat(DeadLetter.from(record(null, bytes("x")))).isEmpty();
        assertThat(DeadLetter.from(record(bytes("a/1/2"), null))).isEmpty();
    }
}
