package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.contract.record.DomainFilled;
import org.fluxwatch.contract.record.DomainImport;
import org.fluxwatch.contract.record.DomainOrder;
import org.fluxwatch.contract.record.DomainRestart;
import org.fluxwatch.contract.settings.NumericSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.Topics;

/// What an operator does to a domain from outside, whether or not the service runs: takes a copy of its last checkpoint
/// out, brings one in, or has it start anew. The service learns of it by orders among the domain's observations.
public final class DomainRescue implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Settings settings;
    private final String domain;
    private final StateFormat<?> format;
    private final LongSupplier currentMs;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /// How many granules and superobservations were sent anew.
    public record Sent(int granules, long superobservations) {}

    /// @param format of the state of the domain's system
    /// @param currentMs time stamp of what is written to the topic `checkpoints`
    public DomainRescue(Settings settings, String domain, StateFormat<?> format, LongSupplier currentMs) {
        this.settings = settings;
        this.domain = domain;
        this.format = format;
        this.currentMs = currentMs;
        final Properties properties = settings.kafka().properties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// A checkpoint of the domain.
    ///
    /// @param day its first day not analysed; empty: the newest checkpoint
    /// @throws IllegalStateException when there is none
    public DomainState export(Optional<LocalDate> day) {
        final DomainClock clock = clock().orElseThrow(() -> new IllegalStateException("domain " + domain
                + " has no state in application " + settings.assimilate().applicationId()));
        final List<Checkpoint> written = clock.checkpoints().stream()
                .filter(checkpoint -> checkpoint.parts() > 0)
                .toList();
        return state(clock, checkpoint(written, day));
    }

    /// The newest checkpoint from which a day can be run: at its midnight or before; empty when there is none.
    ///
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 10 s
    public Optional<DomainState> before(LocalDate day) {
        consumer.listTopics(ANSWER); // all else waits for a minute
        final Optional<DomainClock> clock = clock();
        return clock.flatMap(known -> known.checkpoints().stream()
                .filter(checkpoint ->
                        checkpoint.parts() > 0 && !checkpoint.day().isAfter(day))
                .reduce((one, later) -> later)
                .map(checkpoint -> state(known, checkpoint)));
    }

    private DomainState state(DomainClock clock, Checkpoint checkpoint) {
        return DomainState.of(
                domain, clock.late().all(), new CheckpointTopic(settings.kafka()).read(domain, checkpoint), format);
    }

    private Checkpoint checkpoint(List<Checkpoint> written, Optional<LocalDate> day) {
        return written.stream()
                .filter(one -> day.isEmpty() || one.day().equals(day.get()))
                .reduce((one, later) -> later)
                .orElseThrow(() -> new IllegalStateException("domain " + domain + " has no checkpoint"
                        + day.map(wanted -> " at " + wanted).orElse("") + "; it has "
                        + written.stream().map(Checkpoint::day).toList()));
    }

    /// The last committed clock.
    private Optional<DomainClock> clock() {
        final String topic =
                settings.assimilate().applicationId() + "-" + AssimilationTopology.CLOCK_STORE + "-changelog";
        if (!consumer.listTopics().containsKey(topic)) return Optional.empty();
        final TopicPartition partition = new TopicPartition(
                topic, Topics.partitionOf(domain, consumer.partitionsFor(topic).size()));
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        final long end = EndOffset.of(consumer, partition);
        Optional<DomainClock> clock = Optional.empty();
        while (consumer.position(partition) < end)
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL))
                if (new String(message.key(), java.nio.charset.StandardCharsets.UTF_8).equals(domain))
                    clock = Optional.ofNullable(new ClockSerde().deserialize(topic, message.value()));
        return clock;
    }

    /// Has the domain go on from a state that was brought from elsewhere. Observations of its days that are on the
    /// topic are sent anew.
    ///
    /// @throws IllegalArgumentException when the state does not suit the settings
    public Sent bring(DomainState state) {
        checkSettings(state);
        final long writtenMs = currentMs.getAsLong();
        final List<CheckpointReader.Part> parts = state.parts(format);
        final Checkpoint checkpoint = new Checkpoint(state.nextDay(), writtenMs, parts.size());
        try (KafkaProducer<String, byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            final int partition = Topics.partitionOf(
                    domain, producer.partitionsFor(Topics.CHECKPOINTS.name()).size());
            for (int n = 0; n < parts.size(); n++) {
                final RecordHeaders headers = new RecordHeaders();
                CheckpointTopic.describe(headers, parts.get(n));
                send(
                        producer,
                        new ProducerRecord<>(
                                Topics.CHECKPOINTS.name(),
                                partition,
                                writtenMs,
                                checkpoint.key(domain, n),
                                parts.get(n).value(),
                                headers));
            }
            producer.commitTransaction();
            return order(
                    producer,
                    new DomainImport(domain, state.nextDay(), writtenMs, parts.size(), state.revisions()),
                    day -> !day.isBefore(state.nextDay()));
        }
    }

    private void checkSettings(DomainState state) {
        if (!state.domain().equals(domain))
            throw new IllegalArgumentException("the state is of domain " + state.domain() + ", expected " + domain);
        ShapeDifference.between(state.system(), state.shape(), format).ifPresent(difference -> {
            throw new IllegalArgumentException("the state is of " + difference);
        });
        StateSettings.refusal(domain, state.settings(), NumericSettings.of(settings, domain))
                .ifPresent(why -> {
                    throw new IllegalArgumentException("domain " + domain + " cannot go on from it: " + why);
                });
    }

    /// Has the domain forget everything and start on its first day; its observations are sent anew.
    public Sent restart() {
        final LocalDate start = settings.domain(domain).start();
        try (KafkaProducer<String, byte[]> producer = producer()) {
            producer.initTransactions();
            return order(producer, new DomainRestart(domain), day -> !day.isBefore(start));
        }
    }

    /// The order, then all granules that count, then the word that this was all.
    private Sent order(KafkaProducer<String, byte[]> producer, DomainOrder order, Predicate<LocalDate> wanted) {
        final ObservationHistory history = new ObservationHistory(consumer, domain);
        final List<ObservationHistory.Stretch> granules = history.granules(wanted);
        inTransaction(producer, () -> send(producer, order));
        long superobservations = 0;
        for (ObservationHistory.Stretch granule : granules) {
            inTransaction(
                    producer,
                    () -> history.records(
                            granule,
                            record -> send(
                                    producer,
                                    new ProducerRecord<>(
                                            Topics.OBSERVATIONS.name(),
                                            null,
                                            record.timestamp(),
                                            domain,
                                            record.value(),
                                            record.headers()))));
            superobservations += granule.granule().superobservations();
        }
        inTransaction(producer, () -> send(producer, new DomainFilled(domain)));
        return new Sent(granules.size(), superobservations);
    }

    private static void inTransaction(KafkaProducer<String, byte[]> producer, Runnable sending) {
        producer.beginTransaction();
        sending.run();
        producer.commitTransaction();
    }

    private void send(KafkaProducer<String, byte[]> producer, DomainOrder order) {
        final RecordHeaders headers = new RecordHeaders();
        final byte[] value =
                Topics.OBSERVATIONS.values().serializer().serialize(Topics.OBSERVATIONS.name(), headers, order);
        send(producer, new ProducerRecord<>(Topics.OBSERVATIONS.name(), null, null, domain, value, headers));
    }

    private static void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record); // the transaction's commit throws what went wrong
    }

    private KafkaProducer<String, byte[]> producer() {
        final Properties properties = settings.kafka().transactions("fluxwatch-rescue-" + domain);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
