package org.fluxwatch.publish.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.text.Messages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what services say of themselves, ingest's ledger and the dead letters, whole and from the beginning, in no
/// group, on a thread of its own.
/// ```
/// connect ──> what was there (by its own time) ──> caught up ──> what comes (by our time)
///    ^──────────fails: pause, all of it anew; until then what was known stays shown
/// ```
public final class StateReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile HeardRecords heard = new HeardRecords();
    private volatile boolean caughtUp;
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private @Nullable Thread thread;

    /// @param consumers makes a consumer, asked again after a failure
    public StateReader(Supplier<Consumer<byte[], byte[]>> consumers, InstantSource clock) {
        this.consumers = consumers;
        this.clock = clock;
    }

    public static Consumer<byte[], byte[]> kafkaConsumer(KafkaSettings kafka) {
        final Properties properties = kafka.properties();
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "fluxwatch-publish-state");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20); // dead letters may be large
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    public void start() {
        thread = Thread.ofVirtual().name("publish-state").start(this::run);
    }

    private void run() {
        try {
            while (!isClosingWithin(Duration.ZERO)) {
                try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                    reading = consumer;
                    read(consumer);
                } catch (RuntimeException e) {
                    LOG.debug("the state of services cannot be read, tried again: {}", Messages.of(e));
                } finally {
                    reading = null;
                }
                if (isClosingWithin(AGAIN)) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosingWithin(Duration time) throws InterruptedException {
        return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Until it fails or is to end.
    private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        final List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        final Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        final HeardRecords now = new HeardRecords();
        boolean before = true;
        while (!isClosingWithin(Duration.ZERO)) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) now.accept(record, time(), !before);
            if (before
                    && end.entrySet().stream().allMatch(last -> consumer.position(last.getKey()) >= last.getValue())) {
                before = false;
                heard = now;
                caughtUp = true;
            }
        }
    }

    private Instant time() {
        return clock.instant();
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        final List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : HeardRecords.TOPICS) {
            final List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found == null || found.isEmpty())
                throw new IllegalStateException("there is no topic " + topic + " yet");
            for (PartitionInfo partition : found) partitions.add(new TopicPartition(topic, partition.partition()));
        }
        return partitions;
    }

    /// Whether all that was there has been read.
    boolean isCaughtUp() {
        return caughtUp;
    }

    HeardRecords heard() {
        return heard;
    }

    @Override
    public void close() {
        closing.countDown();
        final Consumer<byte[], byte[]> open = reading;
        if (open != null) open.wakeup();
        try {
            if (thread != null && !thread.join(Duration.ofSeconds(5))) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
