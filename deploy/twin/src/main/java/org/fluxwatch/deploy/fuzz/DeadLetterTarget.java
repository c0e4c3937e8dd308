package org.fluxwatch.deploy.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topics;

/// A record of the topic of dead letters. Of the input the first line is the key, those up to an empty one are headers
/// (`name=value`, or `name` with no value at all), the rest is the value.
final class DeadLetterTarget implements Target {
    private static final int MOST_HEADERS = 40;

    @Override
    public List<byte[]> seeds() {
        return List.of(
                utf8("observations/3/1234\nfluxwatch-dead-stage=assimilate\nfluxwatch-dead-reason=unreadable-record\n"
                        + "fluxwatch-dead-detail=no record\nfluxwatch-dead-key=east-asia\nfluxwatch-schema=2\n\n{}"),
                utf8("analyses/0/0\nfluxwatch-dead-stage=publish\nfluxwatch-dead-null-value\n\n"));
    }

    @Override
    public List<String> words() {
        return List.of("fluxwatch-dead-", "stage", "reason", "detail", "key", "null-value", "/", "\n", "999999999");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String take(byte[] input) {
        final String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", -1);
        final RecordHeaders headers = new RecordHeaders();
        int line = 1;
        for (; line < Math.min(lines.length, MOST_HEADERS) && !lines[line].isEmpty(); line++) {
            final int equals = lines[line].indexOf('=');
            if (equals < 0) headers.add(lines[line], null);
            else headers.add(lines[line].substring(0, equals), utf8(lines[line].substring(equals + 1)));
        }
        final String value =
                String.join("\n", Arrays.asList(lines).subList(Math.min(line + 1, lines.length), lines.length));
        final Optional<DeadLetter> letter = DeadLetter.from(record(utf8(lines[0]), utf8(value), headers));
        if (letter.isEmpty()) return "no letter";
        letter.get().fits();
        letter.get().again();
        letter.get().tombstone();
        final ProducerRecord<byte[], byte[]> written = letter.get().toRecord();
        final DeadLetter read = DeadLetter.from(
                        record(written.key(), written.value(), new RecordHeaders(written.headers())))
                .orElseThrow(() -> new Impossible("a dead letter written anew is none"));
        if (!read.origin().equals(letter.get().origin())
                || !read.stage().equals(letter.get().stage())
                || !read.reason().equals(letter.get().reason())
                || !Arrays.equals(read.key(), letter.get().key())
                || !Arrays.equals(read.value(), letter.get().value()))
            throw new Impossible("a dead letter written anew is another");
        return "letter " + (read.key() == null) + (read.value() == null)
                + read.detail().isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                Topics.DEAD_LETTERS.name(),
                0,
                0,
                1,
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }
}
