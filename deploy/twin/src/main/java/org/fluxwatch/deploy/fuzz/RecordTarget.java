package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.contract.topic.Topic;
import org.fluxwatch.contract.topic.UnreadableRecordException;

/// A record of a topic, as any stage reads it: of the input the first byte is the length of the header that names the
/// schema (255: none), then come the header and the value.
final class RecordTarget<V> implements Target {
    private static final int NO_HEADER = 255;
    private static final int LONGEST_HEADER = 32;
    private static final int LETTERS = 40;

    private final Topic<String, V> topic;
    private final List<? extends V> records;

    RecordTarget(Topic<String, V> topic, List<? extends V> records) {
        this.topic = topic;
        this.records = records;
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        final List<byte[]> seeds = new ArrayList<>();
        for (V one : records) {
            final RecordHeaders headers = new RecordHeaders();
            final byte[] value = topic.values().serializer().serialize(topic.name(), headers, one);
            final byte[] header = headers.lastHeader(RecordSerde.SCHEMA_HEADER).value();
            seeds.add(input(header.length, header, value));
            seeds.add(input(NO_HEADER, new byte[0], value));
        }
        return seeds;
    }

    private static byte[] input(int length, byte[] header, byte[] value) {
        final byte[] input = Arrays.copyOf(new byte[] {(byte) length}, 1 + header.length + value.length);
        System.arraycopy(header, 0, input, 1, header.length);
        System.arraycopy(value, 0, input, 1 + header.length, value.length);
        return input;
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"type\":",
                "superobservation",
                "day-complete",
                "retraction",
                "domain-restart",
                "domain-import",
                "field",
                "daily-analysis",
                "filter",
                "null",
                "[",
                "{",
                "\"oco2\"",
                "\"tccon\"",
                "2019-05-03",
                "+999999999-12-31",
                "-999999999-01-01",
                "B1/190503000000/1",
                "\"\\u0000\"",
                "1e999");
    }

    @Override
    public String take(byte[] input) {
        if (input.length == 0) return "nothing";
        final int length = input[0] & 0xff;
        final int header = length == NO_HEADER ? 0 : Math.min(length, Math.min(LONGEST_HEADER, input.length - 1));
        final RecordHeaders headers = new RecordHeaders();
        if (length != NO_HEADER) headers.add(RecordSerde.SCHEMA_HEADER, Arrays.copyOfRange(input, 1, 1 + header));
        final V value;
        try {
            value = topic.values()
                    .deserializer()
                    .deserialize(topic.name(), headers, Arrays.copyOfRange(input, 1 + header, input.length));
        } catch (UnreadableRecordException e) {
            final Throwable cause = e.getCause() == null ? e : e.getCause();
            final String kind = Outcomes.kind(cause.getMessage());
            return e.reason() + " " + kind.substring(0, Math.min(LETTERS, kind.length()));
        }
        Soundness.comesBack(topic, value);
        check(value);
        return "read: " + value.getClass().getSimpleName();
    }

    private static void check(Object value) {
        switch (value) {
            case Superobservation one -> Soundness.check(one);
            case Innovation one -> Soundness.check(one);
            case AnalysisField one ->
                Impossible.unless(
                        one.identity().revision() >= 0,
                        "revision",
                        one.identity().revision());
            case FluxDetail one ->
                Impossible.unless(
                        one.identity().revision() >= 0 && one.index() >= 0,
                        "revision or index",
                        one.identity().revision() + ", " + one.index());
            default -> {}
        }
    }
}
