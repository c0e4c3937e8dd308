package org.fluxwatch.publish.inbound;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DayProduct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads `analyses` and `innovations`, hands whole days to a writer, and only then commits: never beyond the first
/// record of a day that is not written, so that a crash reads it again, and never before what it rejected is a dead
/// letter. Not for several threads.
public final class AnalysisConsumer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnalysisConsumer.class);
    private static final List<String> TOPICS = List.of(Topics.ANALYSES.name(), Topics.INNOVATIONS.name());

    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Consumer<byte[], byte[]> consumer;
    private final RecordReader reader;
    private final DayAssembly assembly;
    private final InboundEvents events;
    private final DeadLetters deadLetters;
    private Map<TopicPartition, Long> committed = Map.of();
    private int written;

    /// @param producers makes the one producer, of dead letters; asked when there is one
    /// @param domains by name; records of others are rejected
    public AnalysisConsumer(
            Consumer<byte[], byte[]> consumer,
            Supplier<Producer<byte[], byte[]>> producers,
            Map<String, DomainSettings> domains,
            DayWriter writer,
            InboundEvents events) {
        this.consumer = consumer;
        this.reader = new RecordReader(domains);
        this.deadLetters = new DeadLetters(producers);
        this.events = events;
        this.assembly = new DayAssembly(writer, new Log());
        consumer.subscribe(TOPICS, new Forgetting());
    }

    /// A consumer of whole transactions that starts at the beginning and commits when told to.
    public static Consumer<byte[], byte[]> kafkaConsumer(KafkaSettings kafka) {
        final Properties properties = kafka.properties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, "fluxwatch-publish");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000); // a killed instance is missed soon
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "fluxwatch-publish");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // gives a domain's partitions of both topics to the same instance
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// A producer of dead letters that gives up after 20 s.
    public static Producer<byte[], byte[]> kafkaProducer(KafkaSettings kafka) {
        return DeadLetters.kafkaProducer(kafka);
    }

    /// Reads what is there, waiting at most the given time for it.
    ///
    /// @return how many days were written
    /// @throws IOException when a whole day cannot be written; nothing of it is committed
    /// @throws org.apache.kafka.common.KafkaException when a dead letter cannot be sent; nothing is committed, and
    /// it is sent again by the next call
    public int poll(Duration patience) throws IOException {
        written = 0;
        final ConsumerRecords<byte[], byte[]> records = consumer.poll(patience);
        for (TopicPartition partition : sorted(records.partitions()))
            for (ConsumerRecord<byte[], byte[]> message : records.records(partition)) take(partition, message);
        deadLetters.deliver();
        commit();
        return written;
    }

    private void take(TopicPartition partition, ConsumerRecord<byte[], byte[]> message) throws IOException {
        final Inbound.Place place = new Inbound.Place(message);
        final Inbound record = reader.read(message);
        events.read(partition.topic());
        if (record instanceof Inbound.Rejected(var reason, var detail)) {
            LOG.error("{} is put aside as a dead letter, {}: {}", place, reason.label(), detail);
            deadLetters.add(message, reason, detail);
            events.rejected(partition.topic(), reason);
        } else assembly.add(place, record);
    }

    private void commit() throws IOException {
        final Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) positions.put(partition, consumer.position(partition));
        final Map<TopicPartition, Long> done = assembly.done(positions);
        if (done.equals(committed)) return;
        final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        done.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        consumer.commitSync(offsets);
        committed = done;
    }

    /// Goes back to what was committed last.
    public void rewind() {
        assembly.forget();
        final Map<TopicPartition, OffsetAndMetadata> offsets = consumer.committed(consumer.assignment());
        for (TopicPartition partition : consumer.assignment()) {
            final OffsetAndMetadata offset = offsets.get(partition);
            if (offset == null) consumer.seekToBeginning(List.of(partition));
            else consumer.seek(partition, offset);
        }
    }

    /// Records, markers of transactions included, behind the next to be read, by topic.
    ///
    /// @throws org.apache.kafka.common.errors.TimeoutException when no broker answers in time
    public Map<String, Long> lags(Duration patience) {
        final Map<String, Long> lags = new TreeMap<>();
        consumer.endOffsets(consumer.assignment(), patience)
                .forEach((partition, end) ->
                        lags.merge(partition.topic(), end - consumer.position(partition, patience), Long::sum));
        return lags;
    }

    /// Records, markers of transactions included, that were ever written to a topic and are not in an open transaction.
    ///
    /// @throws org.apache.kafka.common.errors.TimeoutException when no broker answers in time
    public long end(String topic, Duration patience) {
        final List<TopicPartition> partitions = consumer.partitionsFor(topic, patience).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        return consumer.endOffsets(partitions, patience).values().stream()
                .mapToLong(end -> end)
                .sum();
    }

    /// Days begun and not whole, with what they lack.
    public List<String> lacks() {
        return assembly.lacks();
    }

    /// Makes a waiting `poll` throw a WakeupException; the one call that another thread may make.
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        deadLetters.close();
        consumer.close();
    }

    private static List<TopicPartition> sorted(Collection<TopicPartition> partitions) {
        return partitions.stream().sorted(BY_NAME).toList();
    }

    /// After any change of partitions the reading starts again at what was committed.
    private final class Forgetting implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assembly.forget();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            committed = Map.of();
        }
    }

    private final class Log implements DayAssembly.Outcomes {
        @Override
        public void published(DayProduct product) {
            LOG.info("{} published", product);
            written++;
            events.day(product.analysis().domain(), InboundEvents.DayOutcome.PUBLISHED);
        }

        @Override
        public void superseded(DayProduct product, int revisionKept) {
            LOG.info("{} is not written, revision {} is there", product, revisionKept);
            events.day(product.analysis().domain(), InboundEvents.DayOutcome.SUPERSEDED);
        }

        @Override
        public void lost(String domain, String topic, String lack, List<ConsumerRecord<byte[], byte[]>> messages) {
            LOG.error("{}: it cannot be published, what has come of it is put aside as dead letters", lack);
            // so that the day is whole again when what it lacks is sent again with them
            for (ConsumerRecord<byte[], byte[]> message : messages)
                deadLetters.add(message, Rejection.INCOMPLETE_DAY, lack);
            events.rejected(topic, Rejection.INCOMPLETE_DAY);
            events.day(domain, InboundEvents.DayOutcome.INCOMPLETE);
        }
    }
}
