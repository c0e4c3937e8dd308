package org.fluxwatch.ingest.outbound;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.contract.topic.UnreadableRecordException;
import org.fluxwatch.ingest.catalog.Again;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the compacted topic `granules`: first all of it, then what has come since. The header [#CONTENT_HEADER] of an
/// entry says of which bytes it speaks, [#AGAIN_HEADER] when it is tried again. Used by one thread.
///
/// A record that cannot be used is passed over, and handed over as a dead letter for as long as it is the last of its
/// key. Whoever sends that letter puts another record in its place, in the same transaction: so the ledger itself says
/// that it is settled, also to the next start, which reads all again.
public final class LedgerTopic implements LedgerReader, AutoCloseable {
    static final String CONTENT_HEADER = "fluxwatch-content";
    static final String AGAIN_HEADER = "fluxwatch-again";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTopic.class);
    private static final String STAGE = "ingest";

    /// Unusable records held at a time; what is beyond is read again once these are settled.
    private static final long GREATEST_UNUSABLE_BYTES = 16 << 20;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final BiConsumer<GranuleState, Instant> written;
    private final Map<ByteBuffer, DeadLetter> unusable = new LinkedHashMap<>(); // by key
    private final Map<TopicPartition, Long> leftBehind = new HashMap<>(); // offsets of the first beyond these
    private long unusableBytes;
    private @Nullable Consumer<byte[], byte[]> consumer;
    private List<TopicPartition> partitions = List.of();

    /// @param consumers called again when one has failed
    LedgerTopic(Supplier<Consumer<byte[], byte[]>> consumers) {
        this(consumers, (_, _) -> {});
    }

    LedgerTopic(Supplier<Consumer<byte[], byte[]>> consumers, BiConsumer<GranuleState, Instant> written) {
        this.consumers = consumers;
        this.written = written;
    }

    public static LedgerTopic of(KafkaSettings kafka) {
        return of(kafka, (_, _) -> {});
    }

    /// @param written is told of each entry that can be used, and when it was written, in the order of the topic
    public static LedgerTopic of(KafkaSettings kafka, BiConsumer<GranuleState, Instant> written) {
        return new LedgerTopic(
                () -> new KafkaConsumer<>(properties(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                written);
    }

    static Headers headers(LedgerEntry entry) {
        final RecordHeaders headers = new RecordHeaders();
        if (!entry.content().equals(Fingerprint.NONE)) add(headers, CONTENT_HEADER, entry.content());
        entry.again().ifPresent(again -> add(headers, AGAIN_HEADER, again));
        return headers;
    }

    private static void add(Headers headers, String name, Object value) {
        headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<DeadLetter> catchUp(java.util.function.Consumer<LedgerEntry> entries) {
        try {
            final Consumer<byte[], byte[]> open = consumer == null ? open() : consumer;
            if (unusable.isEmpty() && !leftBehind.isEmpty()) goBack(open);
            final Map<TopicPartition, Long> ends = open.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> open.position(partition) < Objects.requireNonNull(ends.get(partition))))
                for (ConsumerRecord<byte[], byte[]> message : open.poll(POLL)) take(message, entries);
            return List.copyOf(unusable.values());
        } catch (RuntimeException e) {
            try {
                close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message, java.util.function.Consumer<LedgerEntry> entries) {
        final ByteBuffer key = ByteBuffer.wrap(message.key() == null ? new byte[0] : message.key());
        forget(unusable.remove(key));
        if (message.value() == null) return;
        final GranuleState state;
        try {
            state = Topics.GRANULES
                    .values()
                    .deserializer()
                    .deserialize(message.topic(), message.headers(), message.value());
        } catch (RuntimeException | StackOverflowError e) {
            passOver(key, message, UnreadableRecordException.reasonOf(e), Messages.of(e));
            return;
        }
        if (!ByteBuffer.wrap(state.granule().getBytes(StandardCharsets.UTF_8)).equals(key)) {
            passOver(
                    key,
                    message,
                    UnreadableRecordException.Reason.IMPOSSIBLE_VALUE,
                    "the entry is of " + state.granule() + ", expected that of its key");
            return;
        }
        written.accept(state, Instant.ofEpochMilli(message.timestamp()));
        entries.accept(new LedgerEntry(
                state,
                text(message.headers(), CONTENT_HEADER).map(Fingerprint::parse).orElse(Fingerprint.NONE),
                text(message.headers(), AGAIN_HEADER).flatMap(Again::parse)));
    }

    private void passOver(
            ByteBuffer key,
            ConsumerRecord<byte[], byte[]> message,
            UnreadableRecordException.Reason reason,
            String detail) {
        final DeadLetter letter = DeadLetter.of(message, STAGE, reason.label(), detail);
        if (!letter.fits() || message.key() == null)
            LOG.error("{} cannot be a dead letter and stays where it lies, {}: {}", letter.origin(), reason, detail);
        else if (unusableBytes + bytes(letter) > GREATEST_UNUSABLE_BYTES && !unusable.isEmpty())
            leftBehind.putIfAbsent(new TopicPartition(message.topic(), message.partition()), message.offset());
        else {
            unusable.put(key, letter);
            unusableBytes += bytes(letter);
        }
    }

    private void forget(@Nullable DeadLetter settled) {
        if (settled != null) unusableBytes -= bytes(settled);
    }

    private static long bytes(DeadLetter letter) {
        return 1000L + length(letter.key()) + length(letter.value()); // with what an object costs
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /// What is read again on the way only replaces itself.
    private void goBack(Consumer<byte[], byte[]> open) {
        leftBehind.forEach(open::seek);
        leftBehind.clear();
    }

    private static Optional<String> text(Headers headers, String name) {
        final Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private Consumer<byte[], byte[]> open() {
        unusable.clear();
        leftBehind.clear();
        unusableBytes = 0;
        final Consumer<byte[], byte[]> fresh = consumers.get();
        consumer = fresh;
        final String topic = Topics.GRANULES.name();
        partitions = fresh.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        fresh.assign(partitions);
        fresh.seekToBeginning(partitions);
        return fresh;
    }

    private static Properties properties(KafkaSettings kafka) {
        final Properties properties = kafka.properties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return properties;
    }

    @Override
    public void close() {
        if (consumer == null) return;
        final Consumer<byte[], byte[]> open = consumer;
        consumer = null;
        open.close(CloseOptions.timeout(CLOSE));
    }
}
