package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fluxwatch.ingest.FakeArchive.answer;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.catalog.CmrCatalog;
import org.fluxwatch.ingest.catalog.FolderCatalog;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.download.Download;
import org.fluxwatch.ingest.download.EarthdataSession;
import org.fluxwatch.ingest.download.Pause;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole stage but for the broker.
class ArchiveWatchTest {
    private static final String DOMAINS = """
            domains:
              east: {grid: {kind: lat-lon, west: 100, south: 20, cell-degrees: 2, columns: 20, rows: 15}}
              west: {grid: {kind: lat-lon, west: -120, south: 20, cell-degrees: 2, columns: 20, rows: 15}}
            """;

    @TempDir
    Path folder;

    private Path lite;
    private final Health health = new Health();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final GranuleLedger ledger = new GranuleLedger();
    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private final List<GranuleState> ledgerTopic = new ArrayList<>();
    private final List<Long> pauses = new ArrayList<>();
    private Runnable whilePausing = () -> {};

    @BeforeEach
    void makeTheFolder() throws IOException {
        lite = Files.createDirectories(folder.resolve("lite"));
    }

    private Settings settings(String archive) {
        return SettingsLoader.parse(
                "data-folder: '" + folder.resolve("data") + "'\n" + archive + "\n" + DOMAINS, "test", Map.of());
    }

    private Settings folderSettings() {
        return settings("archive: {kind: folder, folder: '" + lite + "'}");
    }

    private ArchiveWatch watch(Settings settings) {
        final Pause pause = millis -> {
            pauses.add(millis);
            whilePausing.run();
        };
        final EarthdataSession session = new EarthdataSession(settings.archive(), pause);
        final GranulePublisher publisher = new GranulePublisher(() -> {
            producers.add(new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()));
            return producers.getLast();
        });
        final IngestMetrics metrics = new IngestMetrics(registry);
        final GranuleIntake intake = new GranuleIntake(
                settings, publisher, ledger, entries -> ledgerTopic.forEach(entries), metrics, health, pause);
        intake.connect();
        try {
            return new ArchiveWatch(
                    settings.archive().kind() == ArchiveSettings.Kind.FOLDER
                            ? new FolderCatalog(settings.archive())
                            : new CmrCatalog(settings.archive(), session),
                    new Download(session, settings.ingestFolder().resolve("downloads"), pause),
                    ledger,
                    intake,
                    metrics,
                    health);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SyntheticLite soundings(LocalDate day) {
        return new SyntheticLite(10, day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static String name(LocalDate day, String produced) {
        return "oco2_LtCO2_" + day.format(DateTimeFormatter.ofPattern("yyMMdd")) + "_B11210Ar_" + produced + "s.nc4";
    }

    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);
    private static final String NAME = name(DAY, "240101000000");

    private List<ProducerRecord<String, byte[]>> sent() {
        return producers.stream().flatMap(one -> one.history().stream()).toList();
    }

    private List<ObservationRecord> observations() {
        return sent().stream()
                .filter(message -> message.topic().equals("observations"))
                .map(message ->
                        Topics.OBSERVATIONS.values().deserializer().deserialize("observations", message.value()))
                .toList();
    }

    private List<GranuleState> states() {
        return sent().stream()
                .filter(message -> message.topic().equals("granules"))
                .map(message -> Topics.GRANULES.values().deserializer().deserialize("granules", message.value()))
                .toList();
    }

    @Test
    void publishesSuperobservationsThenClosesEveryDomain() throws Exception {
        soundings(DAY)
                .set("xco2_quality_flag", 0, 1)
                .set("longitude", 1, -100.5)
                .set("longitude", 2, 0)
                .write(lite.resolve(NAME));
        watch(folderSettings()).look();

        final List<ObservationRecord> observations = observations();
        assertThat(observations)
                .extracting(one -> one.domain() + " " + one.getClass().getSimpleName())
                .containsExactly(
                        "east Superobservation", "east DayComplete", "west Superobservation", "west DayComplete");
        assertThat(((Superobservation) observations.getFirst()).soundings()).isEqualTo(7);
        final DayComplete east = (DayComplete) observations.get(1);
        assertThat(east.superobservations()).isEqualTo(1);
        assertThat(east.soundings()).isEqualTo(10);
        assertThat(east.rejected()).isEqualTo(Map.of("bad-quality-flag", 1, "outside-domain", 2));
        assertThat(((DayComplete) observations.get(3)).rejected())
                .isEqualTo(Map.of("bad-quality-flag", 1, "outside-domain", 8));
        assertThat(states()).singleElement().satisfies(state -> {
            assertThat(state.outcome()).isEqualTo(GranuleState.Outcome.PUBLISHED);
            assertThat(state.granule()).isEqualTo(NAME);
            assertThat(state.soundings()).isEqualTo(10);
            assertThat(state.rejected()).isEqualTo(Map.of("bad-quality-flag", 1));
            assertThat(state.superobservations()).isEqualTo(Map.of("east", 1, "west", 1));
        });
        assertThat(lite.resolve(NAME)).exists();
    }

    @Test
    void closesDomainsWithoutObservationsToo() throws Exception {
        soundings(DAY)
                .with("xco2_quality_flag", new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
                .write(lite.resolve(NAME));
        watch(folderSettings()).look();
        assertThat(observations()).hasSize(2).allSatisfy(one -> assertThat(((DayComplete) one).superobservations())
                .isZero());
    }

    @Test
    void takesDaysInOrderAndEachGranuleOnce() throws Exception {
        final ArchiveWatch watch = watch(folderSettings());
        for (int day : new int[] {3, 1, 2}) {
            final LocalDate date = LocalDate.of(2019, 5, day);
            soundings(date).write(lite.resolve(name(date, "240101000000")));
        }
        watch.look();
        watch.look();
        assertThat(states()).extracting(state -> state.day().getDayOfMonth()).containsExactly(1, 2, 3);
        assertThat(producers.getFirst().commitCount()).isEqualTo(3);
    }

    @Test
    void publishesANewerGranuleAgainAndSupersedesAnOlderOne() throws Exception {
        final ArchiveWatch watch = watch(folderSettings());
        soundings(DAY).write(lite.resolve(name(DAY, "240201000000")));
        watch.look();
        soundings(DAY).write(lite.resolve(name(DAY, "240301000000")));
        soundings(DAY).write(lite.resolve(name(DAY, "240101000000")));
        watch.look();
        assertThat(states())
                .extracting(state -> state.version().produced() + " " + state.outcome())
                .containsExactly("240201000000 PUBLISHED", "240101000000 SUPERSEDED", "240301000000 PUBLISHED");
    }

    @Test
    void knowsAfterARestartWhatIsDone() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        ledgerTopic.add(new GranuleState(
                NAME,
                org.fluxwatch.contract.record.Sensor.OCO2,
                DAY,
                new org.fluxwatch.contract.record.GranuleVersion("B11210Ar", "240101000000", 1),
                GranuleState.Outcome.PUBLISHED,
                "",
                10,
                Map.of(),
                Map.of()));
        watch(folderSettings()).look();
        assertThat(sent()).isEmpty();
        assertThat(registry.scrape())
                .contains("fluxwatch_ingest_last_granule_day_seconds{sensor=\"oco2\"} 1.5566688E9");
    }

    @Test
    void quarantinesBadFilesOnceAndGoesOn() throws Exception {
        final LocalDate next = DAY.plusDays(1);
        Files.writeString(lite.resolve(NAME), "<html>login</html>");
        soundings(next).without("xco2_quality_flag").write(lite.resolve(name(next, "240101000000")));
        soundings(next.plusDays(1)).write(lite.resolve(name(next.plusDays(1), "240101000000")));
        final ArchiveWatch watch = watch(folderSettings());
        watch.look();
        watch.look();

        assertThat(states())
                .extracting(state -> state.outcome() + " " + state.detail().split(" \\(")[0])
                .containsExactly(
                        "QUARANTINED is no HDF5 file, begins with '<html>login</html>'",
                        "QUARANTINED lacks the variables xco2_quality_flag",
                        "PUBLISHED ");
        assertThat(states().get(1).rejected()).isEqualTo(Map.of("missing-variables", 10));
        final Path quarantine = folder.resolve("data/ingest/quarantine");
        assertThat(quarantine.resolve(NAME)).hasContent("<html>login</html>");
        assertThat(quarantine.resolve(NAME + ".reason.txt")).content().startsWith(NAME + " is no HDF5 file");
        assertThat(lite.resolve(NAME)).exists();
        assertThat(registry.scrape())
                .contains("fluxwatch_ingest_granules_total{outcome=\"quarantined\",sensor=\"oco2\"} 2.0")
                .contains("fluxwatch_ingest_granules_total{outcome=\"published\",sensor=\"oco2\"} 1.0")
                .contains("fluxwatch_ingest_soundings_total{outcome=\"missing-variables\",sensor=\"oco2\"} 10.0")
                .contains("fluxwatch_ingest_soundings_total{outcome=\"accepted\",sensor=\"oco2\"} 10.0")
                .contains("fluxwatch_ingest_poll_duration_seconds_count 2");
        assertThat(registry.scrape())
                .containsPattern(
                        "fluxwatch_ingest_superobservations_total\\{domain=\"east\",sensor=\"oco2\",withheld=");
    }

    /// Settings may let through what the records refuse.
    @Test
    void quarantinesAGranuleOfImpossibleRecordsAndGoesOn() throws Exception {
        final LocalDate next = DAY.plusDays(1);
        soundings(DAY).set("xco2", 3, 1e6).write(lite.resolve(NAME));
        soundings(next).write(lite.resolve(name(next, "240101000000")));
        watch(settings("archive: {kind: folder, folder: '" + lite + "'}\ningest: {greatest-xco2-ppm: 1.0e7}"))
                .look();
        assertThat(states())
                .extracting(GranuleState::outcome)
                .containsExactly(GranuleState.Outcome.QUARANTINED, GranuleState.Outcome.PUBLISHED);
        assertThat(states().getFirst().detail()).startsWith("makes an impossible record: XCO2 of ");
    }

    @Test
    void waitsForAnArchiveThatIsNotThere() throws Exception {
        final ArchiveWatch watch = watch(folderSettings());
        Files.delete(lite);
        watch.look();
        assertThat(health.parts().get("archive").state()).isEqualTo(Health.State.WAITING);
        assertThat(health.parts().get("archive").detail()).contains("is no folder that can be read");
        assertThat(health.live()).isTrue();
        assertThat(registry.scrape()).contains("fluxwatch_ingest_archive_errors_total 1.0");
        Files.createDirectory(lite);
        watch.look();
        assertThat(health.parts().get("archive").state()).isEqualTo(Health.State.UP);
    }

    @Test
    void publishesTheSameGranuleOnceHoweverOftenTheBrokerFails() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        producers.getFirst().sendException = new TimeoutException("no metadata");
        whilePausing = () -> {
            assertThat(health.parts().get("kafka").state()).isEqualTo(Health.State.WAITING);
            if (pauses.size() == 3) producers.getFirst().sendException = null;
        };
        watch.look();
        assertThat(pauses).containsExactly(1000L, 2000L, 4000L);
        assertThat(producers.getFirst().commitCount()).isEqualTo(1);
        assertThat(health.parts().get("kafka").state()).isEqualTo(Health.State.UP);
        assertThat(registry.scrape())
                .contains("fluxwatch_ingest_granules_total{outcome=\"published\",sensor=\"oco2\"} 1.0");
    }

    @Test
    void asksTheLedgerWhetherATransactionWithoutAnswerWasCommitted() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        producers.getFirst().commitTransactionException = new TimeoutException("no answer");
        // it was committed after all
        whilePausing = () -> producers.getFirst().uncommittedRecords().stream()
                .filter(message -> message.topic().equals("granules"))
                .map(message -> Topics.GRANULES.values().deserializer().deserialize("granules", message.value()))
                .forEach(ledgerTopic::add);
        watch.look();
        assertThat(ledgerTopic).hasSize(1);
        assertThat(producers).hasSize(2);
        assertThat(producers.getLast().history()).isEmpty();
    }

    @Test
    void publishesAgainWhenATransactionWithoutAnswerWasNotCommitted() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        producers.getFirst().commitTransactionException = new TimeoutException("no answer");
        watch.look();
        assertThat(producers.getLast().commitCount()).isEqualTo(1);
        assertThat(states()).hasSize(1);
    }

    @Test
    void stopsWhenAnotherIngestHasTakenOver() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        producers.getFirst().fenceProducer();
        assertThatThrownBy(watch::look)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Kafka lets this ingest publish no more");
    }

    @Test
    void ingestsFromAnHttpArchiveAndKeepsNoDownloads() throws Exception {
        try (FakeArchive archive = new FakeArchive()) {
            final List<String> items = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                final LocalDate day = DAY.plusDays(i);
                final byte[] file = Files.readAllBytes(soundings(day).write(folder.resolve(name(day, "240101000000"))));
                final String path = "/data/" + name(day, "240101000000");
                archive.on(path, exchange -> answer(exchange, 200, "application/x-hdf5", file));
                items.add(FakeArchive.item(
                        "G" + i,
                        1,
                        "2024-01-0" + (9 - i) + "T00:00:00Z",
                        archive.uri(path).toString(),
                        ""));
            }
            archive.on(
                    "/search/granules.umm_json",
                    exchange -> answer(exchange, 200, FakeArchive.page(items.toArray(String[]::new))));
            final ArchiveWatch watch = watch(settings("archive: {kind: http, cmr-url: '" + archive.uri("")
                    + "', products: [OCO2_L2_Lite_FP.11.2r], attempts: 2}"));
            watch.look();
            assertThat(states())
                    .extracting(state -> state.day().getDayOfMonth() + " " + state.outcome())
                    .containsExactly("1 PUBLISHED", "2 PUBLISHED", "3 PUBLISHED", "4 PUBLISHED");
            assertThat(folder.resolve("data/ingest/downloads")).isEmptyDirectory();
            watch.look();
            assertThat(states()).hasSize(4);
        }
    }

    @Test
    void anHttpArchiveThatFailsHalfWayLosesNothing() throws Exception {
        try (FakeArchive archive = new FakeArchive()) {
            final AtomicBoolean down = new AtomicBoolean(true);
            final List<String> items = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                final LocalDate day = DAY.plusDays(i);
                final byte[] file = Files.readAllBytes(soundings(day).write(folder.resolve(name(day, "240101000000"))));
                final String path = "/data/" + name(day, "240101000000");
                final boolean second = i == 1;
                archive.on(path, exchange -> {
                    if (second && down.get()) answer(exchange, 503, "");
                    else answer(exchange, 200, "application/x-hdf5", file);
                });
                items.add(FakeArchive.item(
                        "G" + i,
                        1,
                        Instant.EPOCH.plusSeconds(i).toString(),
                        archive.uri(path).toString(),
                        ""));
            }
            archive.on(
                    "/search/granules.umm_json",
                    exchange -> answer(exchange, 200, FakeArchive.page(items.toArray(String[]::new))));
            final ArchiveWatch watch = watch(settings("archive: {kind: http, cmr-url: '" + archive.uri("")
                    + "', products: [OCO2_L2_Lite_FP.11.2r], attempts: 2}"));
            watch.look();
            assertThat(states()).extracting(GranuleState::day).containsExactly(DAY);
            assertThat(health.parts().get("archive").state()).isEqualTo(Health.State.WAITING);
            down.set(false);
            watch.look();
            assertThat(states()).extracting(GranuleState::day).containsExactly(DAY, DAY.plusDays(1), DAY.plusDays(2));
        }
    }
}
