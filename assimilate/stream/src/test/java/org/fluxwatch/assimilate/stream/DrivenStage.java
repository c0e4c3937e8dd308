package org.fluxwatch.assimilate.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.fluxwatch.assimilate.stream.port.Systems;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.NumericSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topics;

/// The stage with a driver in Kafka's place.
final class DrivenStage implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health health = new Health();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, ObservationRecord> observations;
    private final TestInputTopic<byte[], byte[]> bytes;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final TestOutputTopic<String, Innovation> innovations;
    private final TestOutputTopic<String, AnalysisRecord> analyses;
    private final TestOutputTopic<String, ObservationRow> rows;
    private final TestOutputTopic<String, byte[]> checkpoints;
    private final Map<String, CheckpointReader.Part> checkpointTopic = new TreeMap<>();
    final List<String> stopped = new ArrayList<>();
    private Instant written;

    /// @param nanoTime by which the stage pauses
    DrivenStage(Path stateFolder, Settings settings, Systems systems, LongSupplier nanoTime) {
        final AssimilateMetrics metrics = new AssimilateMetrics(registry);
        final Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "driven");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        // under exactly-once the driver forgets what is sent before a record is processed, such as dead letters
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        final UnforeseenFailures failures =
                new UnforeseenFailures(settings.assimilate().lookAgain());
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTimes.class);
        properties.putAll(new FailureAnswers(metrics, health, failures, new ThreadReplacements(nanoTime)).properties());
        driver = new TopologyTestDriver(
                AssimilationTopology.build(() -> new DayProcessor(
                        settings.domains(),
                        settings.assimilate().lateData(),
                        new StageContext(
                                systems,
                                domain -> NumericSettings.of(settings, domain),
                                this::checkpoint,
                                new DomainScheduler(),
                                Runnable::run,
                                metrics,
                                (domain, reason) -> stopped.add(domain + " " + reason),
                                settings.assimilate().lookAgain(),
                                failures,
                                new NumericsWatch(nanoTime),
                                nanoTime))),
                properties);
        observations = driver.createInputTopic(
                Topics.OBSERVATIONS.name(),
                new StringSerializer(),
                Topics.OBSERVATIONS.values().serializer());
        bytes = driver.createInputTopic(
                Topics.OBSERVATIONS.name(), new ByteArraySerializer(), new ByteArraySerializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        innovations = driver.createOutputTopic(
                Topics.INNOVATIONS.name(),
                Topics.INNOVATIONS.keys().deserializer(),
                Topics.INNOVATIONS.values().deserializer());
        checkpoints = driver.createOutputTopic(
                Topics.CHECKPOINTS.name(),
                Topics.CHECKPOINTS.keys().deserializer(),
                Topics.CHECKPOINTS.values().deserializer());
        rows = driver.createOutputTopic(
                Topics.ROWS.name(),
                Topics.ROWS.keys().deserializer(),
                Topics.ROWS.values().deserializer());
        analyses = driver.createOutputTopic(
                Topics.ANALYSES.name(),
                Topics.ANALYSES.keys().deserializer(),
                Topics.ANALYSES.values().deserializer());
    }

    private void readCheckpoints() {
        for (TestRecord<String, byte[]> record : checkpoints.readRecordsToList())
            if (record.value() == null) checkpointTopic.remove(record.key());
            else
                checkpointTopic.put(record.key(), CheckpointTopic.part(record.key(), record.headers(), record.value()));
    }

    private List<CheckpointReader.Part> checkpoint(String domain, Checkpoint checkpoint) {
        readCheckpoints();
        final List<CheckpointReader.Part> parts = new ArrayList<>();
        for (int part = 0; part < checkpoint.parts(); part++) {
            if (!checkpointTopic.containsKey(checkpoint.key(domain, part)))
                throw new IllegalStateException(checkpoint.key(domain, part) + " is not on the topic");
            parts.add(checkpointTopic.get(checkpoint.key(domain, part)));
        }
        return parts;
    }

    /// Days of the checkpoints on the topic.
    Set<String> checkpointDays() {
        readCheckpoints();
        return checkpointTopic.keySet().stream()
                .map(key -> key.substring(0, key.lastIndexOf('/')))
                .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new));
    }

    void loseCheckpoints() {
        readCheckpoints();
        checkpointTopic.clear();
    }

    static Superobservation observation(
            String domain, Sensor sensor, LocalDate day, String produced, String id, double hour, double ppm) {
        final Superobservation template = TinyDomain.observation(id, day, hour, 33.2, 113.7, ppm, false);
        return new Superobservation(
                domain,
                sensor,
                day,
                granule(sensor, day, produced),
                TinyDomain.version(produced),
                id,
                template.mode(),
                template.time(),
                template.latitude(),
                template.longitude(),
                ppm,
                template.errorPpm(),
                template.column(),
                template.soundings(),
                false,
                Set.of(),
                Co2Scale.X2007);
    }

    static String granule(Sensor sensor, LocalDate day, String produced) {
        return sensor.label() + "-" + day + "-" + produced;
    }

    static DayComplete complete(String domain, Sensor sensor, LocalDate day, String produced, int count) {
        final GranuleVersion version = TinyDomain.version(produced);
        return new DayComplete(
                domain,
                sensor,
                day,
                granule(sensor, day, produced),
                version,
                count,
                100,
                Map.of(),
                Set.of(),
                Co2Scale.X2007);
    }

    void send(ObservationRecord record) {
        observations.pipeInput(new TestRecord<>(record.domain(), record, new RecordHeaders(), written));
    }

    /// From now on records were written at that moment; before they are of now.
    void writtenAt(Instant moment) {
        written = moment;
    }

    void sendBytes(String key, byte[] value) {
        send(key, value, new RecordHeaders());
    }

    /// Sends bytes as they are.
    void send(String key, byte[] value, Headers headers) {
        bytes.pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value, headers));
    }

    /// Sends again what became a dead letter.
    void replay(DeadLetter letter) {
        final ProducerRecord<byte[], byte[]> again = letter.again();
        bytes.pipeInput(new TestRecord<>(again.key(), again.value(), again.headers()));
    }

    /// What came out as dead letters since they were last looked at.
    List<DeadLetter> deadLetters() {
        return deadLetters.readRecordsToList().stream()
                .map(record -> DeadLetter.from(new ConsumerRecord<>(
                                Topics.DEAD_LETTERS.name(),
                                0,
                                0,
                                record.timestamp(),
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                record.key(),
                                record.value(),
                                record.headers(),
                                Optional.empty()))
                        .orElseThrow())
                .toList();
    }

    /// Sends a granule of as many observations as there are values, 2 hours apart.
    void granule(String domain, Sensor sensor, LocalDate day, String produced, double... ppm) {
        records(domain, sensor, day, produced, ppm).forEach(this::send);
    }

    /// A granule of as many observations as there are values, 2 hours apart.
    static List<GranuleRecord> records(String domain, Sensor sensor, LocalDate day, String produced, double... ppm) {
        final List<GranuleRecord> records = new ArrayList<>();
        for (int n = 0; n < ppm.length; n++)
            records.add(observation(domain, sensor, day, produced, sensor.label() + "-" + n, 2 * n + 1.5, ppm[n]));
        records.add(complete(domain, sensor, day, produced, ppm.length));
        return records;
    }

    /// Both sensors' granules of a day.
    void day(String domain, LocalDate day, double... ppm) {
        granule(domain, Sensor.OCO2, day, "190701000000", ppm);
        granule(domain, Sensor.GOSAT, day, "190701000000");
    }

    /// Lets the stage work as long as a number of pauses between polls.
    void work(int slices) {
        for (int n = 0; n < slices; n++) driver.advanceWallClockTime(PAUSE);
    }

    List<Innovation> innovations() {
        return innovations.readValuesToList();
    }

    List<ObservationRow> rows() {
        return rows.readValuesToList();
    }

    List<AnalysisRecord> analyses() {
        return analyses.readValuesToList();
    }

    /// The closing records of what has come out since it was last looked at.
    List<DailyAnalysis> days() {
        return analyses().stream()
                .filter(DailyAnalysis.class::isInstance)
                .map(DailyAnalysis.class::cast)
                .toList();
    }

    double rejected(String domain, String reason) {
        final Counter counter = registry.find("fluxwatch_assimilate_rejected")
                .tags("domain", domain, "reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    double gauge(String name, String domain) {
        return registry.get(name).tags("domain", domain).gauge().value();
    }

    /// Of a sensor, as the metrics have it.
    LocalDate newestDay(String domain, Sensor sensor) {
        return LocalDate.ofEpochDay(Math.round(registry.get("fluxwatch_assimilate_sensor_newest_day_seconds")
                        .tags("domain", domain, "sensor", sensor.label())
                        .gauge()
                        .value()
                / 86_400));
    }

    /// Times that the domain went back.
    double wentBack(String domain) {
        final Counter counter = registry.find("fluxwatch_assimilate_went_back")
                .tags("domain", domain)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    double allRejected() {
        return registry.find("fluxwatch_assimilate_rejected").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /// Keys of the observations held.
    List<String> held() {
        return List.copyOf(contents(AssimilationTopology.OBSERVATION_STORE).keySet());
    }

    private Map<String, Object> contents(String name) {
        final KeyValueStore<String, Object> store = driver.getKeyValueStore(name);
        final Map<String, Object> contents = new TreeMap<>();
        try (KeyValueIterator<String, Object> entries = store.all()) {
            entries.forEachRemaining(entry -> contents.put(entry.key, entry.value));
        }
        return contents;
    }

    void loseState(String domain) {
        final KeyValueStore<String, byte[]> store = driver.getKeyValueStore(AssimilationTopology.STATE_STORE);
        PrefixScan.deleteAll(store, domain + "/");
    }

    /// Puts what is no clock in a clock's place.
    void spoilClock(String domain) {
        final Object inner = ((WrappedStateStore<?, ?, ?>)
                        (Object) driver.getKeyValueStore(AssimilationTopology.CLOCK_STORE))
                .wrapped();
        @SuppressWarnings("unchecked")
        final KeyValueStore<Bytes, byte[]> bytesOfClock = (KeyValueStore<Bytes, byte[]>) inner;
        bytesOfClock.put(Bytes.wrap(domain.getBytes(StandardCharsets.UTF_8)), new byte[] {'?'});
    }

    /// Fills the empty stores with another's, as the changelogs do after a restart. (The driver deletes its files.)
    void restore(DrivenStage before) {
        for (String name : List.of(
                AssimilationTopology.CLOCK_STORE,
                AssimilationTopology.OBSERVATION_STORE,
                AssimilationTopology.STATE_STORE,
                AssimilationTopology.HELD_STORE)) {
            final KeyValueStore<String, Object> store = driver.getKeyValueStore(name);
            before.contents(name).forEach(store::put);
        }
        before.readCheckpoints();
        checkpointTopic.putAll(before.checkpointTopic);
    }

    @Override
    public void close() {
        driver.close();
    }
}
