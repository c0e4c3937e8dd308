package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.Topic;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.cli.CommandLineRun;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.deploy.twin.archive.Access;
import org.fluxwatch.deploy.twin.archive.ArchiveServer;
import org.fluxwatch.ingest.IngestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Granules are taken back, by the archive and by hand, and come again: archive server, ingest, command line, broker.
class RetractionIT {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);

    @TempDir
    private Path folder;

    private Settings settings(ArchiveServer archive, String kafka) {
        return SettingsLoader.parse(yaml(archive, kafka), "test", Map.of());
    }

    private String yaml(ArchiveServer archive, String kafka) {
        return """
                data-folder: '%s'
                kafka: {bootstrap-servers: '%s'}
                archive:
                  {kind: http, cmr-url: '%s', products: [OCO2_L2_Lite_FP.11.2r], poll-interval: PT0.5S, attempts: 1}
                ingest: {http-port: 0}
                domains:
                  one: {start: %s, grid: {columns: 30, rows: 24, cell-km: 128.0}}
                  two: {start: %s, grid: {columns: 20, rows: 20, cell-km: 128.0}}
                """.formatted(folder.resolve("data"), kafka, archive.url(), DAY, DAY);
    }

    private static <V> List<V> read(Topic<String, V> topic, Settings settings) {
        final Deserializer<V> values = topic.values().deserializer();
        final var properties = settings.kafka().properties();
        properties.put("isolation.level", "read_committed");
        final List<V> records = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(properties, new StringDeserializer(), values)) {
            final List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            final Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition)))
                consumer.poll(Duration.ofMillis(100)).forEach(message -> records.add(message.value()));
        }
        return records;
    }

    private static List<String> ledger(Settings settings) {
        return read(Topics.GRANULES, settings).stream()
                .map(state ->
                        state.day().getDayOfMonth() + "/" + state.version().revision() + " " + state.outcome())
                .toList();
    }

    private static void awaitLedger(Settings settings, String... lines) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ledger(settings)).containsExactly(lines));
    }

    private static List<String> retractions(Settings settings) {
        final List<String> found = new ArrayList<>();
        for (ObservationRecord record : read(Topics.OBSERVATIONS, settings))
            if (record instanceof Retraction one)
                found.add(one.domain() + " " + one.day().getDayOfMonth() + "/"
                        + one.version().revision());
        return found.stream().sorted().toList();
    }

    @Test
    void granulesAreTakenBackAndComeAgain() throws Exception {
        final Path lite = folder.resolve("archive");
        final Instant start = Instant.now().minus(Duration.ofDays(2));
        final List<Path> files = new ArrayList<>();
        try (ArchiveServer archive = new ArchiveServer(lite, 0, new Access.Open(), InstantSource.system());
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("data/broker"))) {
            for (int day = 0; day < 4; day++) files.add(UniformDays.write(DAY.plusDays(day), lite));
            for (int day = 0; day < 3; day++) archive.publish(files.get(day), start.plusSeconds(day));
            final Settings settings = settings(archive, broker.bootstrapServers());
            try (IngestService ingest = new IngestService(settings)) {
                ingest.start();
                awaitLedger(settings, "1/1 PUBLISHED", "2/1 PUBLISHED", "3/1 PUBLISHED");
            }
            archive.retract(files.get(1).getFileName().toString(), start.plusSeconds(60));
            try (IngestService ingest = new IngestService(settings)) {
                ingest.start();
                awaitLedger(settings, "1/1 PUBLISHED", "2/1 PUBLISHED", "3/1 PUBLISHED", "2/1 RETRACTED");
                assertThat(retractions(settings)).containsExactly("one 2/1", "two 2/1");

                final String third = files.get(2).getFileName().toString();
                final Path yaml = Files.writeString(folder.resolve("f.yaml"), yaml(archive, "localhost:1"));
                final String[] options = {"--settings", yaml.toString(), "--kafka", broker.bootstrapServers()};
                final CommandLineRun done = CommandLineRun.of("retract", third, options);
                assertThat(done.exitCode()).isZero();
                assertThat(done.out()).matches("\\Q" + third + "\\E \\(\\S+/1\\) is retracted in one, two\\n");
                assertThat(retractions(settings)).containsExactly("one 2/1", "one 3/1", "two 2/1", "two 3/1");
                for (String[] refused : new String[][] {
                    {third, "is retracted already: by hand"},
                    {
                        files.get(1).getFileName().toString(),
                        "is retracted already: was deleted in the archive's catalogue"
                    },
                    {"other.nc4", "is not in the ledger"}
                }) {
                    final CommandLineRun again = CommandLineRun.of("retract", refused[0], options);
                    assertThat(again.exitCode()).isEqualTo(1);
                    assertThat(again.out()).isEmpty();
                    assertThat(again.err())
                            .hasLineCount(1)
                            .startsWith("fluxwatch: " + refused[0])
                            .contains(refused[1]);
                }

                archive.publish(files.get(1), start.plusSeconds(120));
                archive.publish(files.get(3), start.plusSeconds(121));
                awaitLedger(
                        settings,
                        "1/1 PUBLISHED",
                        "2/1 PUBLISHED",
                        "3/1 PUBLISHED",
                        "2/1 RETRACTED",
                        "3/1 RETRACTED",
                        "2/3 PUBLISHED",
                        "4/1 PUBLISHED");
                assertThat(ingest.health().live()).isTrue();
                final CommandLineRun books = CommandLineRun.of("ledger", "--json", options);
                assertThat(books.err()).isEmpty();
                assertThat(books.out().lines().toList().getLast())
                        .startsWith("{\"balances\":true,\"granules\":4,")
                        .endsWith("\"problems\":[]}");
                assertThat(books.exitCode()).isZero();
                assertThat(CommandLineRun.of(
                                        "ledger",
                                        "--from",
                                        "2019-05-02",
                                        options[0],
                                        options[1],
                                        options[2],
                                        options[3])
                                .out())
                        .contains("taken-back", "waiting", "\n3 granules: ")
                        .endsWith("the books balance\n");
            }
        }
    }

    @Test
    void theCommandSaysThatNoBrokerAnswers() {
        final CommandLineRun run = CommandLineRun.of("retract", "x.nc4", "--kafka", "127.0.0.1:1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).startsWith("fluxwatch: Kafka at 127.0.0.1:1 cannot be used: ");
    }
}
