package org.fluxwatch.contract.topic;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A record that a stage could not use, on the topic `dead-letters`: value and headers as they came, and further
/// headers that say where it lay and why it is here.
///
/// @param topic where it lay
/// @param partition where it lay
/// @param offset where it lay
/// @param timestampMs of the record
/// @param stage that could not use it: ingest, assimilate or publish
/// @param reason a label, as in the stage's metrics
/// @param detail what was found and what was expected
/// @param key of the record, may be null
/// @param value of the record, may be null
/// @param headers of the record
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        long timestampMs,
        String stage,
        String reason,
        String detail,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {
    /// Greatest size of a request that holds a letter; a record may have Kafka's 1 MB without the letter's own headers.
    public static final int GREATEST_REQUEST_BYTES = 2 << 20;

    private static final int GREATEST_BYTES = GREATEST_REQUEST_BYTES - (64 << 10);
    private static final int GREATEST_DETAIL = 2000;
    private static final String PREFIX = "fluxwatch-dead-";
    private static final String STAGE = PREFIX + "stage";
    private static final String REASON = PREFIX + "reason";
    private static final String DETAIL = PREFIX + "detail";
    private static final String KEY = PREFIX + "key";
    private static final String NULL_VALUE = PREFIX + "null-value";
    private static final byte[] NOTHING = new byte[0];

    public DeadLetter {
        if (detail == null) detail = "";
        else if (detail.length() > GREATEST_DETAIL) detail = detail.substring(0, GREATEST_DETAIL) + " ...";
    }

    public static DeadLetter of(ConsumerRecord<byte[], byte[]> record, String stage, String reason, String detail) {
        return new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                stage,
                reason,
                detail,
                record.key(),
                record.value(),
                record.headers());
    }

    /// `TOPIC/PARTITION/OFFSET`, the key on the topic `dead-letters`.
    public String origin() {
        return topic + "/" + partition + "/" + offset;
    }

    /// Whether it is small enough for the topic `dead-letters`.
    public boolean fits() {
        long bytes = length(key) + length(value) + 4L * detail.length();
        for (Header header : headers) bytes += header.key().length() + length(header.value());
        return bytes <= GREATEST_BYTES;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /// As it goes to the topic `dead-letters`.
    public ProducerRecord<byte[], byte[]> toRecord() {
        final RecordHeaders all = new RecordHeaders(headers.toArray());
        put(all, STAGE, stage);
        put(all, REASON, reason);
        put(all, DETAIL, detail);
        if (key != null) all.add(KEY, key);
        if (value == null) all.add(NULL_VALUE, NOTHING);
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(),
                null,
                timestampMs < 0 ? null : timestampMs,
                origin().getBytes(StandardCharsets.UTF_8),
                value == null ? NOTHING : value,
                all);
    }

    private static void put(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A record of the topic `dead-letters`; empty for what did not come from [#toRecord].
    public static Optional<DeadLetter> from(ConsumerRecord<byte[], byte[]> record) {
        final String[] origin =
                record.key() == null ? new String[0] : new String(record.key(), StandardCharsets.UTF_8).split("/");
        if (record.value() == null
                || origin.length != 3
                || !origin[1].matches("\\d{1,9}")
                || !origin[2].matches("\\d{1,18}")) return Optional.empty();
        final RecordHeaders own = new RecordHeaders();
        for (Header header : record.headers()) if (!header.key().startsWith(PREFIX)) own.add(header);
        final Header key = record.headers().lastHeader(KEY);
        return Optional.of(new DeadLetter(
                origin[0],
                Integer.parseInt(origin[1]),
                Long.parseLong(origin[2]),
                record.timestamp(),
                text(record.headers(), STAGE),
                text(record.headers(), REASON),
                text(record.headers(), DETAIL),
                key == null ? null : key.value(),
                record.headers().lastHeader(NULL_VALUE) == null ? record.value() : null,
                own));
    }

    private static String text(Headers headers, String name) {
        final Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /// That it is settled: what takes its place on the topic `dead-letters`.
    public ProducerRecord<byte[], byte[]> tombstone() {
        return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), origin().getBytes(StandardCharsets.UTF_8), null);
    }

    /// As it goes to where it lay.
    public ProducerRecord<byte[], byte[]> again() {
        return new ProducerRecord<>(topic, partition, timestampMs < 0 ? null : timestampMs, key, value, headers);
    }
}
