package org.fluxwatch.publish.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Heartbeat;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topic;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.AlarmedFolder;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.daily.ProductFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an operator is told of heartbeats, granules, dead letters and files, with a simulated broker and clock.
@Timeout(60)
class SystemStateTest {
    private static final Instant START = Instant.parse("2019-05-12T06:00:00Z");

    @TempDir
    private Path folder;

    private volatile Instant now = START;
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest") {
        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            SystemStateTest.pause();
            return super.poll(timeout);
        }
    };
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health health = new Health();
    private StateReader reader;
    private SystemState state;
    private ProductFolder products;
    private Pipeline pipeline;
    private long offset;
    private List<CurrentAlarms.Alarm> alarms = List.of();
    private Map<AnalysedDomain, String> unknown = Map.of();

    @BeforeEach
    void begin() {
        for (String topic : HeardRecords.TOPICS) {
            kafka.updatePartitions(
                    topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0])));
            kafka.updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
            kafka.updateEndOffsets(Map.of(new TopicPartition(topic, 0), 0L));
        }
        final Settings settings = Days.settings(folder);
        products = new ProductFolder(settings.productsFolder(), settings);
        pipeline = new Pipeline(health, registry, products.own(), () -> now);
        pipeline.set(Pipeline.KAFKA, Health.State.UP, "");
        pipeline.set(Pipeline.PRODUCTS, Health.State.UP, "");
        reader = new StateReader(() -> kafka, () -> now);
        state = new SystemState(
                new ProductListing(products, () -> now),
                pipeline,
                reader,
                "publish/here",
                () -> new CurrentAlarms.Told(alarms, unknown),
                () -> now);
        reader.start();
        while (!reader.isCaughtUp()) pause();
    }

    @AfterEach
    void end() {
        reader.close();
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private <V> void send(Topic<String, V> topic, String key, V value) {
        final RecordHeaders headers = new RecordHeaders();
        final byte[] bytes = topic.values().serializer().serialize(topic.name(), headers, value);
        send(new ConsumerRecord<>(
                topic.name(),
                0,
                offset++,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                bytes,
                headers,
                Optional.empty()));
    }

    private void send(ConsumerRecord<byte[], byte[]> record) {
        kafka.addRecord(record);
        while (kafka.position(new TopicPartition(record.topic(), 0)) <= record.offset()) pause();
        pause(); // polled, and about to be taken in
    }

    private static Heartbeat heartbeat(
            String service, String instance, Instant sent, boolean stopped, Heartbeat.Part... parts) {
        return new Heartbeat(
                service,
                instance,
                START.minusSeconds(60),
                sent,
                5,
                "0.2.0",
                stopped,
                List.of(parts),
                List.of(new Heartbeat.Disk("folder-of-" + service, 4e11, 1e12)),
                Map.of());
    }

    private static Heartbeat.Part up() {
        return new Heartbeat.Part("kafka", Heartbeat.State.UP, "");
    }

    private void hear(Heartbeat heartbeat) {
        send(Topics.HEARTBEATS, heartbeat.key(), heartbeat);
        final Instant sent = heartbeat.sent();
        while (reader.heard().services(now).stream()
                .noneMatch(one -> one.last().sent().equals(sent))) pause();
    }

    private void allRun() {
        hear(heartbeat("ingest", "a", now, false, up()));
        hear(heartbeat("assimilate", "b", now, false, up()));
        hear(heartbeat("publish", "here", now, false, up()));
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private StateView.ServiceView service(String name) throws IOException {
        return state.now().services().stream()
                .filter(one -> one.service().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysOfServicesThatWereNeverHeardThatTheyWereNot() throws IOException {
        hear(heartbeat("publish", "here", now, false, up()));
        final StateView view = state.now();
        assertThat(view.level()).isEqualTo(StateView.Level.BAD);
        assertThat(view.summary())
                .isEqualTo("ingest has not been heard of in the last week, or ever; one more thing below.");
    }

    @Test
    void isGoodWhenAllRun() throws IOException {
        allRun();
        final StateView view = state.now();
        assertThat(view.level()).isEqualTo(StateView.Level.GOOD);
        assertThat(view.summary()).isEqualTo("All services run; no day has been analysed yet.");
        assertThat(view.disks())
                .extracting(StateView.DiskView::service)
                .containsExactly("assimilate", "ingest", "publish");
    }

    @Test
    void aServiceIsSilentTwentySecondsAfterItsLastWordAndUpAgainWithTheNext() throws IOException {
        allRun();
        later(Duration.ofSeconds(20));
        assertThat(service("assimilate").state()).isEqualTo(ServiceState.UP);
        later(Duration.ofSeconds(1));
        hear(heartbeat("ingest", "a", now, false, up()));
        assertThat(service("assimilate").state()).isEqualTo(ServiceState.SILENT);
        assertThat(service("assimilate").since()).isEqualTo(START.plusSeconds(20));
        assertThat(service("ingest").state()).isEqualTo(ServiceState.UP);
        assertThat(service("publish").state()).as("it answers").isEqualTo(ServiceState.UP);
        assertThat(state.now().level()).isEqualTo(StateView.Level.BAD);
        assertThat(state.now().summary()).isEqualTo("assimilate has been silent for 21 s.");
        assertThat(state.running("assimilate")).isZero();
        hear(heartbeat("assimilate", "b", now, false, up()));
        assertThat(service("assimilate").state()).isEqualTo(ServiceState.UP);
        assertThat(state.now().level()).isEqualTo(StateView.Level.GOOD);
    }

    @Test
    void aClockThatIsWrongElsewhereMakesNobodySilent() throws IOException {
        allRun();
        hear(heartbeat("ingest", "a", now.minus(Duration.ofHours(3)), false, up()));
        assertThat(service("ingest").state()).isEqualTo(ServiceState.UP);
    }

    @Test
    void oneOfTwoThatIsSilentIsAWarningAndForgottenAfterADay() throws IOException {
        allRun();
        hear(heartbeat("assimilate", "c", now, false, up()));
        later(Duration.ofSeconds(30));
        allRun();
        assertThat(state.now().level()).isEqualTo(StateView.Level.WARNING);
        assertThat(state.now().summary()).isEqualTo("assimilate c has been silent for 30 s.");
        later(Duration.ofHours(25));
        allRun();
        assertThat(state.now().services()).hasSize(3);
        assertThat(state.now().level()).isEqualTo(StateView.Level.GOOD);
    }

    @Test
    void oneThatWasStoppedInOrderIsNotSilentButSaid() throws IOException {
        allRun();
        hear(heartbeat("ingest", "a", now.plusMillis(1), true, up()));
        later(Duration.ofMinutes(5));
        hear(heartbeat("assimilate", "b", now, false, up()));
        assertThat(service("ingest").state()).isEqualTo(ServiceState.STOPPED);
        assertThat(state.now().level()).isEqualTo(StateView.Level.WARNING);
        assertThat(state.now().summary()).isEqualTo("ingest was stopped 5 min ago.");
        assertThat(state.ages()).doesNotContainKey("ingest/a");
    }

    @Test
    void theWorstComesFirst() throws IOException {
        allRun();
        hear(heartbeat(
                "ingest",
                "a",
                now.plusMillis(1),
                false,
                new Heartbeat.Part("archive", Heartbeat.State.WAITING, "status 503")));
        assertThat(state.now().summary()).isEqualTo("ingest waits: archive, status 503.");
        hear(heartbeat(
                "assimilate",
                "b",
                now.plusMillis(2),
                false,
                new Heartbeat.Part("stream", Heartbeat.State.FAILED, "beyond mending")));
        assertThat(state.now().level()).isEqualTo(StateView.Level.BAD);
        assertThat(state.now().summary())
                .isEqualTo("assimilate has failed: stream, beyond mending; one more thing below.");
    }

    @Test
    void withoutKafkaItSaysThatNothingIsKnown() throws IOException {
        allRun();
        pipeline.set(Pipeline.KAFKA, Health.State.WAITING, "no broker at localhost:1");
        assertThat(state.now().level()).isEqualTo(StateView.Level.BAD);
        assertThat(state.now().summary())
                .isEqualTo(
                        "publish has no Kafka, so nothing is known of the other services: no broker at localhost:1.");
    }

    @Test
    void tokenDiskAndAlarmAreSaid() throws IOException {
        allRun();
        hear(new Heartbeat(
                "ingest",
                "a",
                START,
                now.plusMillis(1),
                5,
                "0.2.0",
                false,
                List.of(up()),
                List.of(new Heartbeat.Disk("ingest", 1e9, 1e12)),
                Map.of("token-days-left", 13.25)));
        alarms = List.of(new CurrentAlarms.Alarm(
                "id",
                "plane",
                "filter",
                LocalDate.of(2019, 5, 10),
                "oco2",
                "nadir",
                "slight",
                "oco2 is 1 ppm high.",
                true));
        assertThat(state.now().level()).isEqualTo(StateView.Level.BAD);
        assertThat(state.now().summary())
                .isEqualTo("the disk of ingest's folder ingest has 0.1 % free; 2 more things below.");
        assertThat(state.now().alarms()).isEqualTo(alarms);
    }

    /// It says both in its last heartbeat: a part has failed, and it ends.
    @Test
    void oneThatHasFailedAndEndedHasFailedForADay() throws IOException {
        allRun();
        hear(heartbeat(
                "ingest",
                "a",
                now.plusMillis(1),
                true,
                new Heartbeat.Part("ingest", Heartbeat.State.FAILED, "a fault")));
        later(Duration.ofHours(5));
        hear(heartbeat("assimilate", "b", now, false, up()));
        assertThat(service("ingest").state()).isEqualTo(ServiceState.FAILED);
        assertThat(state.now().level()).isEqualTo(StateView.Level.BAD);
        assertThat(state.now().summary()).isEqualTo("ingest has failed: ingest, a fault.");
        assertThat(state.failed("ingest")).isEqualTo(1);
        assertThat(state.running("ingest")).isZero();
        assertThat(state.ages()).doesNotContainKey("ingest/a");
        hear(startedNow("ingest", "after"));
        assertThat(state.failed("ingest")).as("replaced").isZero();
        assertThat(state.now().level()).isEqualTo(StateView.Level.WARNING);
        later(Duration.ofHours(20));
        hear(heartbeat("assimilate", "b", now, false, up()));
        hear(heartbeat("ingest", "after", now, false, up()));
        assertThat(state.now().services()).hasSize(3);
        assertThat(state.now().level()).isEqualTo(StateView.Level.GOOD);
    }

    private Heartbeat startedNow(String service, String instance) {
        return new Heartbeat(service, instance, now, now, 5, "0.2.0", false, List.of(up()), List.of(), Map.of());
    }

    /// As a container that was killed and comes back with another host name.
    @Test
    void oneThatAnotherHasReplacedIsNoTrouble() throws IOException {
        allRun();
        hear(heartbeat("assimilate", "c", now, false, up()));
        later(Duration.ofSeconds(40));
        allRun();
        hear(startedNow("assimilate", "d"));
        assertThat(state.now().services())
                .extracting(StateView.ServiceView::instance)
                .contains("b", "d")
                .doesNotContain("c");
        assertThat(state.now().level()).isEqualTo(StateView.Level.GOOD);
        assertThat(state.ages()).doesNotContainKey("assimilate/c");
        final Instant started = now;
        later(Duration.ofSeconds(40));
        hear(heartbeat("ingest", "a", now, false, up()));
        hear(new Heartbeat("assimilate", "d", started, now, 5, "0.2.0", false, List.of(up()), List.of(), Map.of()));
        assertThat(state.now().summary())
                .as("one has started since, and another has gone")
                .isEqualTo("assimilate b has been silent for 40 s.");
    }

    /// Its clock is three hours ahead, and it died before publish began.
    @Test
    void aHeartbeatOfBeforeFromTheFutureIsNoSignOfLife() {
        final HeardRecords before = new HeardRecords();
        before.accept(record("ingest", now.plus(Duration.ofHours(3))), now, false);
        before.accept(record("assimilate", now.minusSeconds(3)), now, false);
        assertThat(before.services(now))
                .extracting(one -> one.last().service() + " " + one.state(now).label())
                .containsExactly("assimilate up", "ingest silent");
        before.accept(record("ingest", now.plus(Duration.ofHours(3)).plusSeconds(5)), now, true);
        assertThat(before.services(now))
                .extracting(one -> one.state(now))
                .containsExactly(ServiceState.UP, ServiceState.UP);
    }

    private static ConsumerRecord<byte[], byte[]> record(String service, Instant sent) {
        final Heartbeat heartbeat = heartbeat(service, "a", sent, false, up());
        final RecordHeaders headers = new RecordHeaders();
        final byte[] value = Topics.HEARTBEATS.values().serializer().serialize("heartbeats", headers, heartbeat);
        return new ConsumerRecord<>(
                Topics.HEARTBEATS.name(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                heartbeat.key().getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }

    @Test
    void anAlarmThatNoLongerHoldsIsShownAndNoTrouble() throws IOException {
        allRun();
        alarms = List.of(new CurrentAlarms.Alarm(
                "id",
                "plane",
                "filter",
                LocalDate.of(2019, 5, 10),
                "oco2",
                "nadir",
                "severe",
                "oco2 is 9 ppm high.",
                false));
        assertThat(state.now().level()).isEqualTo(StateView.Level.GOOD);
        assertThat(state.now().alarms()).hasSize(1);
    }

    private void write(int day) throws IOException {
        products.write(Days.product(
                "plane", Days.settings(folder).domains().get("plane").modelGrid(), Days.FIRST.plusDays(day), 0, 20));
    }

    @Test
    void aNewestFileThatIsDamagedIsATrouble() throws IOException {
        allRun();
        write(0);
        write(1);
        final Path newest = products.days(products.listed().stream()
                        .filter(one -> one.toString().equals("plane/filter"))
                        .findFirst()
                        .orElseThrow())
                .lastEntry()
                .getValue();
        Files.write(newest, new byte[100]);
        assertThat(state.now().level()).isEqualTo(StateView.Level.WARNING);
        assertThat(state.now().summary())
                .isEqualTo("plane/filter: whether there are alarms is not known, the file of 2019-05-02 is damaged.");
    }

    @Test
    void alarmsThatCannotBeReadAreNotNone() throws IOException {
        allRun();
        write(0);
        unknown = Map.of(
                products.listed().stream()
                        .filter(one -> one.toString().equals("plane/filter"))
                        .findFirst()
                        .orElseThrow(),
                "permission denied");
        assertThat(state.now().summary())
                .isEqualTo("plane/filter: whether there are alarms is not known, permission denied.");
    }

    @Test
    void alarmsHoldForAWeekAfterTheyWereWritten() throws IOException {
        final ProductFolder alarmed = AlarmedFolder.write(folder);
        final LatestAlarms latest = new LatestAlarms(new ProductListing(alarmed, () -> now), _ -> {}, () -> now);
        now = Instant.now().plus(Duration.ofDays(6));
        assertThat(latest.now().unknown()).isEmpty();
        assertThat(latest.now().alarms()).isNotEmpty().allMatch(CurrentAlarms.Alarm::holds);
        now = Instant.now().plus(Duration.ofDays(8));
        assertThat(latest.now().alarms()).isNotEmpty().noneMatch(CurrentAlarms.Alarm::holds);
    }

    @Test
    void theAlarmsOfADayThatAnotherInstanceHasWrittenAreTold() throws IOException {
        final List<DayAlarms> told = new ArrayList<>();
        final LatestAlarms latest = new LatestAlarms(new ProductListing(products, () -> now), told::add, () -> now);
        write(0);
        latest.now();
        latest.now();
        assertThat(told).extracting(DayAlarms::key).containsExactly("plane/filter/2019-05-01");
        write(1);
        later(Duration.ofSeconds(4));
        latest.now();
        assertThat(told)
                .extracting(DayAlarms::key)
                .containsExactly("plane/filter/2019-05-01", "plane/filter/2019-05-02");
    }

    @Test
    void theFolderIsLookedThroughOnceInAFewSeconds() throws IOException {
        final ProductListing listing = new ProductListing(products, () -> now);
        final var first = listing.now();
        write(0);
        assertThat(listing.now()).isSameAs(first);
        later(Duration.ofSeconds(4));
        assertThat(listing.now()).isNotEqualTo(first);
    }

    private static GranuleState granule(String name, Sensor sensor, int day, GranuleState.Outcome outcome, String why) {
        return new GranuleState(
                name,
                sensor,
                LocalDate.of(2019, 5, day),
                GranuleVersion.of("B11210Ar", "240820000231", 1),
                outcome,
                why,
                0,
                Map.of(),
                Map.of(),
                Co2Scale.X2007);
    }

    @Test
    void granulesDaysAndDeadLettersAreShown() throws IOException {
        allRun();
        products.write(Days.product(
                "plane", Days.settings(folder).domains().get("plane").modelGrid(), Days.FIRST, 0, 20));
        send(Topics.GRANULES, "a.nc4", granule("a.nc4", Sensor.OCO2, 9, GranuleState.Outcome.PUBLISHED, ""));
        send(Topics.GRANULES, "b.nc4", granule("b.nc4", Sensor.OCO2, 10, GranuleState.Outcome.PUBLISHED, ""));
        send(Topics.GRANULES, "c.nc4", granule("c.nc4", Sensor.OCO3, 8, GranuleState.Outcome.QUARANTINED, "damaged"));
        while (state.now().quarantined() == 0) pause();
        assertThat(state.now().sensors())
                .containsExactly(new StateView.SensorView("oco2", LocalDate.of(2019, 5, 10), "b.nc4", 2));
        assertThat(state.now().quarantine())
                .containsExactly(new StateView.QuarantineView("c.nc4", "oco3", LocalDate.of(2019, 5, 8), "damaged"));
        assertThat(state.now().summary())
                .isEqualTo("All services run; the newest day analysed is 2019-05-01; one granule is in quarantine.");
        final StateView.DomainView domain = state.now().domains().getFirst();
        assertThat(domain.newestDay()).isEqualTo(LocalDate.of(2019, 5, 1));
        assertThat(domain.days()).isEqualTo(1);
        assertThat(domain.ageDays()).isEqualTo(10.25);

        final var record = new DeadLetter(
                        "observations",
                        3,
                        7,
                        0,
                        "assimilate",
                        "unreadable-record",
                        "no such field",
                        null,
                        new byte[3],
                        new RecordHeaders())
                .toRecord();
        for (byte[] value : new byte[][] {record.value(), null}) {
            send(new ConsumerRecord<>(
                    "dead-letters",
                    0,
                    offset++,
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    record.key(),
                    value,
                    record.headers(),
                    Optional.empty()));
            final int count = value == null ? 0 : 1;
            while (state.now().deadLetters().size() != count) pause();
            if (count == 1)
                assertThat(state.now().deadLetters())
                        .containsExactly(
                                new StateView.DeadLetterView("observations", "unreadable-record", 1, "no such field"));
        }
    }

    @Test
    void metricsShowTheAgesOfThoseThatAreToBeHeard() {
        allRun();
        try (HeartbeatMetrics metrics = new HeartbeatMetrics(state, registry)) {
            later(Duration.ofSeconds(7));
            metrics.look();
            assertThat(registry.scrape())
                    .contains("fluxwatch_publish_heartbeat_age_seconds{name=\"b\",service=\"assimilate\"} 7.0")
                    .contains("fluxwatch_publish_services_running{service=\"ingest\"} 1.0");
        }
    }
}
