package org.fluxwatch.publish.inbound;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.health.Backlog;

/// Reads `analyses` and `innovations`, hands whole days to a writer, and only then commits: never beyond the first
/// record of a day that is not written, so that a crash reads it again, and never before what it rejected is a dead
/// letter, nor before
/// what follows from the written days has been handed over. Not for several threads.
public final class AnalysisConsumer implements AutoCloseable {
    /// The consumer group of all instances.
    public static final String GROUP = "fluxwatch-publish";

    private static final List<String> TOPICS = List.of(Topics.ANALYSES.name(), Topics.INNOVATIONS.name());

    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Consumer<byte[], byte[]> consumer;
    private final RecordReader reader;
    private final DayAssembly assembly;
    private final DeadLetters deadLetters;
    private final DayOutcomes outcomes;
    private final DayWriter writer;
    private Map<TopicPartition, Long> committed = Map.of();

    /// @param producers makes the one producer, of dead letters; asked when there is one
    /// @param settings whose domains there are; records of others are rejected
    public AnalysisConsumer(
            Consumer<byte[], byte[]> consumer,
            Supplier<Producer<byte[], byte[]>> producers,
            Settings settings,
            DayWriter writer,
            InboundEvents events,
            InstantSource clock) {
        this.consumer = consumer;
        this.writer = writer;
        this.reader = new RecordReader(settings);
        this.deadLetters = new DeadLetters(producers, clock);
        this.outcomes = new DayOutcomes(deadLetters, events, clock);
        this.assembly = new DayAssembly(AnalysedDomain.all(settings.domains().keySet()), writer, outcomes, clock);
        consumer.subscribe(TOPICS, new Forgetting());
    }

    /// A consumer of whole transactions that starts at the beginning and commits when told to.
    public static Consumer<byte[], byte[]> kafkaConsumer(KafkaSettings kafka) {
        final Properties properties = kafka.properties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
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

    /// Reads what is there, waiting at most the given time for it, and tries again what could not be done before.
    /// Partitions of a day that waits for the disk are not read meanwhile, none is while dead letters or many days'
    /// alarms wait; the place in the group is kept.
    ///
    /// @throws org.apache.kafka.common.KafkaException of the consumer; nothing is committed
    public void poll(Duration patience) {
        assembly.retry();
        deadLetters.deliver();
        holdBack();
        final ConsumerRecords<byte[], byte[]> records = consumer.poll(patience);
        for (TopicPartition partition : sorted(records.partitions()))
            for (ConsumerRecord<byte[], byte[]> message : records.records(partition)) take(message);
        final Map<TopicPartition, Long> done = done(); // whoever is asked what is kept may have to tell of it
        final boolean isTold = writer.deliver();
        if (!deadLetters.deliver() || !isTold) return;
        commit(done);
        if (assembly.isIdle()) writer.committed();
    }

    private void holdBack() {
        final Set<TopicPartition> waiting = new HashSet<>();
        assembly.waiting().forEach(day -> waiting.addAll(day.begin().keySet()));
        final boolean isAllHeld = !deadLetters.isEmpty() || writer.isBehind();
        final Map<Boolean, List<TopicPartition>> held = consumer.assignment().stream()
                .collect(Collectors.partitioningBy(partition -> isAllHeld || waiting.contains(partition)));
        consumer.pause(held.get(true));
        consumer.resume(held.get(false));
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        final Inbound.Place place = new Inbound.Place(message);
        outcomes.read(message.topic());
        try {
            final Inbound record = reader.read(message);
            if (record instanceof Inbound.Rejected rejected) outcomes.rejected(place, rejected);
            else assembly.add(place, record);
        } catch (Throwable e) { // errors too: a record that overflows the stack must not come again and again
            outcomes.rejected(place, FailureAnswers.toRecord(e));
        }
    }

    private Map<TopicPartition, Long> done() {
        final Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) positions.put(partition, consumer.position(partition));
        return assembly.done(positions);
    }

    private void commit(Map<TopicPartition, Long> done) {
        if (done.equals(committed)) return;
        final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        done.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        consumer.commitSync(offsets);
        committed = done;
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
    /// @throws UnknownTopicOrPartitionException when there is no such topic
    public long end(String topic, Duration patience) {
        final List<PartitionInfo> found = consumer.partitionsFor(topic, patience);
        if (found == null || found.isEmpty()) throw new UnknownTopicOrPartitionException("no topic " + topic);
        final List<TopicPartition> partitions = found.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        return consumer.endOffsets(partitions, patience).values().stream()
                .mapToLong(end -> end)
                .sum();
    }

    /// What is waited for.
    Backlog backlog() {
        return Waiting.of(assembly, deadLetters, writer.trouble());
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
}
