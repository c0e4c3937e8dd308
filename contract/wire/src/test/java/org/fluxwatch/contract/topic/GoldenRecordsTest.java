package org.fluxwatch.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.fluxwatch.contract.record.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden files are what schema 1, and in `2` to `6` what came with those, look like on the topics: they
/// stay readable for ever. A change of what is written needs a new [RecordSerde#SCHEMA] and new files beside these; the
/// ones before are then former forms. Each holds the record of [Samples]; what today's program writes lies in
/// `target/golden` after the test.
class GoldenRecordsTest {
    private record Golden<T>(String file, Topic<String, ? super T> topic, T record) {
        @SuppressWarnings("unchecked")
        private Serde<Object> serde() {
            return (Serde<Object>) topic.values();
        }

        private byte[] bytes() throws IOException {
            try (InputStream in = GoldenRecordsTest.class.getResourceAsStream("/golden/" + file)) {
                if (in == null) throw new IOException("no golden file " + file);
                return in.readAllBytes();
            }
        }

        @Override
        public String toString() {
            return file;
        }
    }

    /// What is written today.
    static Stream<Golden<?>> present() {
        return Stream.of(
                new Golden<>("6/superobservation.json", Topics.OBSERVATIONS, Samples.SUPEROBSERVATION),
                new Golden<>("day-complete.json", Topics.OBSERVATIONS, Samples.DAY_COMPLETE),
                new Golden<>("2/retraction.json", Topics.OBSERVATIONS, Samples.RETRACTION),
                new Golden<>("2/domain-restart.json", Topics.OBSERVATIONS, Samples.DOMAIN_RESTART),
                new Golden<>("2/domain-filled.json", Topics.OBSERVATIONS, Samples.DOMAIN_FILLED),
                new Golden<>("2/domain-import.json", Topics.OBSERVATIONS, Samples.DOMAIN_IMPORT),
                new Golden<>("6/heartbeat.json", Topics.HEARTBEATS, Samples.HEARTBEAT),
                new Golden<>("granule-state.json", Topics.GRANULES, Samples.GRANULE_STATE),
                new Golden<>("6/innovation.json", Topics.INNOVATIONS, Samples.INNOVATION),
                new Golden<>("6/innovation-of-station.json", Topics.INNOVATIONS, Samples.STATION_INNOVATION),
                new Golden<>("6/day-alarms.json", Topics.ALARMS, Samples.DAY_ALARMS),
                new Golden<>("4/analysis-field.cbor", Topics.ANALYSES, Samples.ANALYSIS_FIELD),
                new Golden<>("5/flux-detail.cbor", Topics.ANALYSES, Samples.FLUX_DETAIL),
                new Golden<>("5/daily-analysis.cbor", Topics.ANALYSES, Samples.DAILY_ANALYSIS));
    }

    /// What is only read.
    static Stream<Golden<?>> former() {
        return Stream.of(
                new Golden<>("innovation.json", Topics.INNOVATIONS, Samples.FORMER_INNOVATION),
                new Golden<>("3/innovation-of-station.json", Topics.INNOVATIONS, Samples.STATION_INNOVATION),
                new Golden<>("analysis-field.cbor", Topics.ANALYSES, Samples.ANALYSIS_FIELD),
                new Golden<>("daily-analysis.cbor", Topics.ANALYSES, Samples.FORMER_DAILY_ANALYSIS));
    }

    /// What is only read, and is not flat.
    static Stream<Golden<?>> nested() {
        return Stream.of(
                new Golden<>("superobservation.json", Topics.OBSERVATIONS, Samples.FORMER_SUPEROBSERVATION),
                new Golden<>("4/innovation.json", Topics.INNOVATIONS, Samples.FORMER_INNOVATION),
                new Golden<>("4/innovation-of-station.json", Topics.INNOVATIONS, Samples.STATION_INNOVATION),
                new Golden<>("4/daily-analysis.cbor", Topics.ANALYSES, Samples.FORMER_DAILY_ANALYSIS),
                new Golden<>(
                        "4/daily-analysis-of-invented-drivers.cbor",
                        Topics.ANALYSES,
                        Samples.FORMER_INVENTED_DAILY_ANALYSIS));
    }

    @ParameterizedTest
    @MethodSource({"present", "former", "nested"})
    void isReadable(Golden<?> golden) throws IOException {
        assertThat(golden.serde().deserializer().deserialize(golden.topic().name(), golden.bytes()))
                .isEqualTo(golden.record());
    }

    @ParameterizedTest
    @MethodSource("former")
    void isReadUnderTheNumberOfItsSchemaAndRefusedUnderTheNewest(Golden<?> golden) throws IOException {
        final String name = golden.topic().name();
        for (String schema : new String[] {"1", "3"})
            assertThat(golden.serde().deserializer().deserialize(name, schema(schema), golden.bytes()))
                    .isEqualTo(golden.record());
        final byte[] bytes = golden.bytes();
        assertThatThrownBy(() -> golden.serde()
                        .deserializer()
                        .deserialize(name, schema(Integer.toString(RecordSerde.SCHEMA)), bytes))
                .extracting(UnreadableRecordException::reasonOf)
                .isEqualTo(UnreadableRecordException.Reason.UNREADABLE_RECORD);
    }

    @ParameterizedTest
    @MethodSource("nested")
    void isReadUnderItsSchemaThoughNestedAndRefusedUnderTheNewest(Golden<?> golden) throws IOException {
        final String name = golden.topic().name();
        final byte[] bytes = golden.bytes();
        assertThat(golden.serde().deserializer().deserialize(name, schema("4"), bytes))
                .isEqualTo(golden.record());
        assertThatThrownBy(() -> golden.serde()
                        .deserializer()
                        .deserialize(name, schema(Integer.toString(RecordSerde.SCHEMA)), bytes))
                .extracting(UnreadableRecordException::reasonOf)
                .isEqualTo(UnreadableRecordException.Reason.UNREADABLE_RECORD);
    }

    private static Headers schema(String number) {
        return new RecordHeaders().add(RecordSerde.SCHEMA_HEADER, number.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("present")
    void isWrittenByteForByte(Golden<?> golden) throws IOException {
        final byte[] written =
                golden.serde().serializer().serialize(golden.topic().name(), golden.record());
        final Path file = Path.of("target", "golden", golden.file());
        Files.createDirectories(file.getParent());
        Files.write(file, written);
        assertThat(written).isEqualTo(golden.bytes());
    }
}
