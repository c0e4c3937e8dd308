package org.fluxwatch.ingest;

import static org.fluxwatch.contract.archive.FakeArchive.answer;

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
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.archive.Download;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.archive.FakeArchive;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.catalog.CmrCatalog;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.FolderCatalog;
import org.fluxwatch.ingest.catalog.GranuleCatalog;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The whole stage but for the broker, on an archive of a test's own.
abstract class StageWithoutBroker {
    static final String DOMAINS = """
            domains:
              east: {grid: {kind: lat-lon, west: 100, south: 20, cell-degrees: 2, columns: 20, rows: 15}}
              west: {grid: {kind: lat-lon, west: -120, south: 20, cell-degrees: 2, columns: 20, rows: 15}}
            """;

    @TempDir
    Path folder;

    Path lite;
    final Health health = new Health();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final GranuleLedger ledger = new GranuleLedger();
    final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    final List<LedgerEntry> ledgerTopic = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    Instant now = Instant.parse("2025-02-01T08:00:00Z");
    final List<Long> pauses = new ArrayList<>();
    Runnable whilePausing = () -> {};
    Consumer<ProducerRecord<byte[], byte[]>> whileSending = message -> {};
    UnaryOperator<GranuleCatalog> watched = catalog -> catalog;
    IntakeProgress progress = IntakeProgress.NONE;
    RuntimeException ledgerFailure;

    @BeforeEach
    void makeTheFolder() throws IOException {
        lite = Files.createDirectories(folder.resolve("lite"));
    }

    Settings settings(String archive) {
        return SettingsLoader.parse(
                "data-folder: '" + folder.resolve("data") + "'\n" + archive + "\n" + DOMAINS, "test", Map.of());
    }

    Settings folderSettings() {
        return settings("archive: {kind: folder, folder: '" + lite + "'}");
    }

    ArchiveWatch watch(Settings settings) {
        final Pause pause = millis -> {
            pauses.add(millis);
            whilePausing.run();
        };
        final EarthdataSession session = new EarthdataSession(settings.archive(), pause);
        final GranulePublisher publisher = new GranulePublisher(() -> {
            producers.add(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
                    whileSending.accept(message);
                    return super.send(message);
                }
            });
            return producers.getLast();
        });
        final IngestMetrics metrics = new IngestMetrics(registry);
        final Publication publication = new Publication(publisher, ledger, this::catchUp, metrics, health, pause);
        final GranuleIntake intake = new GranuleIntake(settings, ledger, publication, metrics, () -> now);
        publication.connect();
        final GranuleCatalog catalog = watched.apply(
                settings.archive().kind() == ArchiveSettings.Kind.FOLDER
                        ? new FolderCatalog(settings.archive(), settings.sensors())
                        : new CmrCatalog(
                                settings.archive(), settings.sensors(), session, metrics::recordRefused, () -> now));
        try {
            final Download download =
                    new Download(session, settings.ingestFolder().resolve("downloads"), pause);
            return new ArchiveWatch(
                    catalog,
                    new GranuleQueue(download, ledger, intake, () -> now, progress),
                    publication,
                    new RetractionWatch(catalog, ledger, intake, metrics, health, () -> now),
                    metrics,
                    health,
                    pause);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    List<DeadLetter> catchUp(Consumer<LedgerEntry> entries) {
        if (ledgerFailure != null) throw ledgerFailure;
        ledgerTopic.forEach(entries);
        ledgerTopic.clear();
        return List.copyOf(letters);
    }

    /// An entry that another process has made.
    void enteredElsewhere(GranuleState state) {
        ledgerTopic.add(new LedgerEntry(state, Fingerprint.NONE));
    }

    static SyntheticLite soundings(LocalDate day) {
        return new SyntheticLite(10, day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    static String name(LocalDate day, String produced) {
        return "oco2_LtCO2_" + day.format(DateTimeFormatter.ofPattern("yyMMdd")) + "_B11210Ar_" + produced + "s.nc4";
    }

    static final LocalDate DAY = LocalDate.of(2019, 5, 1);
    static final String NAME = name(DAY, "240101000000");

    static GranuleState state(GranuleState.Outcome outcome) {
        return new GranuleState(
                NAME,
                Sensor.OCO2,
                DAY,
                GranuleVersion.of("B11210Ar", "240101000000", 1),
                outcome,
                "",
                10,
                Map.of(),
                Map.of(),
                Co2Scale.X2007);
    }

    List<ProducerRecord<byte[], byte[]>> sent() {
        return producers.stream().flatMap(one -> one.history().stream()).toList();
    }

    List<ObservationRecord> observations() {
        return sent().stream()
                .filter(message -> message.topic().equals("observations"))
                .map(message ->
                        Topics.OBSERVATIONS.values().deserializer().deserialize("observations", message.value()))
                .toList();
    }

    List<GranuleState> states() {
        return sent().stream()
                .filter(message -> message.topic().equals("granules"))
                .map(message -> Topics.GRANULES.values().deserializer().deserialize("granules", message.value()))
                .toList();
    }

    /// An archive over HTTP whose list a test changes.
    final class Listing implements AutoCloseable {
        final FakeArchive archive = new FakeArchive();
        final Map<String, String> items = new TreeMap<>();
        final List<String> deleted = new ArrayList<>();

        Listing() throws IOException {
            archive.on(
                    "/search/granules.umm_json",
                    exchange -> answer(
                            exchange, 200, FakeArchive.page(items.values().toArray(String[]::new))));
            archive.on(FakeArchive.DELETED, exchange -> answer(exchange, 200, "[" + String.join(",", deleted) + "]"));
        }

        void list(LocalDate day, String produced, int revision, String revised) throws IOException {
            final String name = name(day, produced);
            final byte[] file = Files.readAllBytes(soundings(day).write(folder.resolve(name)));
            final String path = "/data/" + name;
            archive.on(path, exchange -> answer(exchange, 200, "application/x-hdf5", file));
            items.put(
                    name,
                    FakeArchive.item(
                            "G" + name.hashCode(),
                            revision,
                            revised,
                            archive.uri(path).toString(),
                            ", \"DataGranule\": {\"ArchiveAndDistributionInformation\": [{\"Name\": \"Not provided\","
                                    + " \"Size\": " + file.length / 1048576.0 + ", \"SizeUnit\": \"MB\"}]}"));
        }

        void delete(String name, String date) {
            items.remove(name);
            deleted.add(FakeArchive.deleted("G" + name.hashCode(), name, date));
        }

        long downloads() {
            return archive.asked.stream()
                    .filter(asked -> asked.path().startsWith("/data/"))
                    .count();
        }

        Settings settings() {
            return StageWithoutBroker.this.settings("archive: {kind: http, cmr-url: '" + archive.uri("")
                    + "', products: [OCO2_L2_Lite_FP.11.2r], attempts: 1}");
        }

        @Override
        public void close() {
            archive.close();
        }
    }

    List<String> outcomes() {
        return states().stream()
                .map(state -> state.day().getDayOfMonth() + " "
                        + state.version().produced().substring(0, 2) + "/"
                        + state.version().revision() + " " + state.outcome())
                .toList();
    }
}
