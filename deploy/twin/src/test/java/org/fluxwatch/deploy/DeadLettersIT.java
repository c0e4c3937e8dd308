package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.cli.Main;
import org.fluxwatch.deploy.standalone.Standalone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Poison on the topics: put aside with origin and reason, the stream goes on, and what was put aside comes back.
class DeadLettersIT {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);
    private static final byte[] NO_RECORD = {'{', 0, 1, 2, (byte) 0xff};
    private static final byte[] OF_THE_FUTURE = bytes("{\"type\":\"day-complete\",\"domain\":\"small\",\"orbit\":7}");
    private static final byte[] IMPOSSIBLE = bytes("""
            {"type":"superobservation","domain":"small","sensor":"oco2","day":"2019-05-01","granule":"g",\
            "version":"B1/190601000000/1","id":"x","time":"2019-05-01T05:00:00Z","latitude":34.0,"longitude":116.0,\
            "xco2Ppm":410.0,"errorPpm":0.5,"column":{"priorXco2Ppm":405.0,"pressureHpa":[900.0,500.0],\
            "pressureWeight":[0.5,0.5],"averagingKernel":[1.0,1.0],"priorPpm":[405.0,405.0]},"soundings":3,\
            "withheld":false,"standIns":[]}""");

    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Settings settings() throws IOException {
        final String text = """
                data-folder: '%s'
                archive: {kind: folder, folder: '%s', poll-interval: PT1S}
                ingest: {http-port: 0}
                publish: {http-port: 0}
                assimilate:
                  http-port: 0
                  ensemble: {members: 10}
                """.formatted(folder.resolve("data"), Files.createDirectories(folder.resolve("archive")))
                + SmallDomain.startingAt(DAY);
        return SettingsLoader.load(Files.writeString(folder.resolve("settings.yaml"), text), Map.of());
    }

    @Test
    void poisonIsPutAsideTheStreamGoesOnAndReplayBringsItBack() throws Exception {
        final Settings settings = settings();
        try (Standalone standalone = Standalone.start(settings)) {
            final KafkaSettings kafka = standalone.kafka();
            assertThat(run("dead-letters", "list", "--kafka", kafka.bootstrapServers()))
                    .isEqualTo(new Answer(0, "no dead letters\n"));
            send(kafka, "observations", NO_RECORD, "1");
            send(kafka, "observations", OF_THE_FUTURE, "99");
            send(kafka, "observations", IMPOSSIBLE, "1");
            send(kafka, "analyses", NO_RECORD, "1");

            final List<JsonNode> letters = listOf(4, kafka);
            assertThat(letters.stream().map(DeadLettersIT::summary))
                    .containsExactly(
                            "analyses/0/0 publish unreadable-record small 5",
                            "observations/0/0 assimilate unreadable-record small 5",
                            "observations/0/1 assimilate future-schema small " + OF_THE_FUTURE.length,
                            "observations/0/2 assimilate impossible-value small " + IMPOSSIBLE.length);
            assertThat(letters.get(2).get("detail").asText())
                    .contains("of schema 99, this program reads schemas 1 to " + RecordSerde.SCHEMA);
            assertThat(letters.get(3).get("detail").asText())
                    .contains("pressure on level 1 is 500.0 hPa, expected above 900.0");
            assertThat(run("dead-letters", "list", "--kafka", kafka.bootstrapServers(), "--reason", "future-schema")
                            .out())
                    .contains("observations/0/1")
                    .doesNotContain("observations/0/2");

            UniformDays.write(DAY, settings.archive().folder());
            final Path product = settings.productsFolder().resolve("small/2019/fluxwatch_small_filter_20190501.nc");
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(product));
            assertThat(standalone.assimilate().health().live()).isTrue();
            assertThat(metrics(standalone.assimilate().port()))
                    .contains(
                            "fluxwatch_assimilate_rejected_total{domain=\"unknown\",reason=\"impossible-value\"} 1.0");
            assertThat(metrics(standalone.publish().port()))
                    .contains("fluxwatch_publish_records_rejected_total{reason=\"unreadable-record\","
                            + "topic=\"analyses\"} 1.0");

            assertThat(run("dead-letters", "replay", "--kafka", kafka.bootstrapServers(), "--reason", "no-such-reason"))
                    .isEqualTo(new Answer(1, "0 sent again, 4 outstanding\n"));
            assertThat(run("dead-letters", "replay", "--kafka", kafka.bootstrapServers(), "--reason", "future-schema"))
                    .isEqualTo(new Answer(0, "1 sent again, 3 outstanding\n"));
            final String[] rest = {"observations/0/0", "observations/0/2", "analyses/0/0"};
            assertThat(run(
                                    "dead-letters",
                                    "replay",
                                    "--kafka",
                                    kafka.bootstrapServers(),
                                    "--origin",
                                    rest[0],
                                    rest[1],
                                    rest[2])
                            .out())
                    .startsWith("3 sent again");

            // nothing was mended, so each is back as a letter from its new place, and only from there
            final List<JsonNode> again = listOf(4, kafka);
            assertThat(again)
                    .extracting(letter -> letter.get("reason").asText())
                    .containsExactly("unreadable-record", "future-schema", "unreadable-record", "impossible-value");
            assertThat(again)
                    .extracting(letter -> letter.get("origin").asText())
                    .doesNotContain("analyses/0/0", "observations/0/0", "observations/0/1", "observations/0/2");
            assertComesBackAsItWas(kafka, OF_THE_FUTURE);
            assertThat(standalone.assimilate().health().live()).isTrue();
        }
    }

    @Test
    void aFloodOfPoisonIsCountedListedInPartAndSentAgainWhole() throws Exception {
        final Settings settings = settings();
        try (Standalone standalone = Standalone.start(settings)) {
            final KafkaSettings kafka = standalone.kafka();
            flood(kafka, "observations", 3000);
            flood(kafka, "analyses", 2000);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> run("dead-letters", "list", "--kafka", kafka.bootstrapServers(), "--limit", "0")
                            .out()
                            .startsWith("    5000 outstanding"));
            assertThat(run("dead-letters", "list", "--kafka", kafka.bootstrapServers(), "--limit", "2")
                            .out()
                            .lines()
                            .map(line -> line.replaceAll("\\s+", " ").strip()))
                    .hasSize(6)
                    .startsWith("origin time (UTC) stage reason bytes key detail")
                    .endsWith(
                            "5000 outstanding of topic stage",
                            "2000 unreadable-record analyses publish",
                            "3000 unreadable-record observations assimilate");
            assertThat(list(kafka)).hasSize(1000);
            assertThat(metrics(standalone.assimilate().port()))
                    .contains(
                            "fluxwatch_assimilate_rejected_total{domain=\"unknown\",reason=\"unreadable-record\"} 3000.0");
            assertThat(run("dead-letters", "replay", "--kafka", kafka.bootstrapServers(), "--all")
                            .out())
                    .isEqualTo("5000 sent again, 0 outstanding\n");
        }
    }

    private static void flood(KafkaSettings kafka, String topic, int count) {
        final Properties properties = kafka.producer();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int n = 0; n < count; n++) producer.send(new ProducerRecord<>(topic, bytes("small"), NO_RECORD));
        }
    }

    private static void send(KafkaSettings kafka, String topic, byte[] value, String schema)
            throws ExecutionException, InterruptedException {
        final Properties properties = kafka.producer();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic,
                            null,
                            null,
                            bytes("small"),
                            value,
                            new RecordHeaders().add(RecordSerde.SCHEMA_HEADER, bytes(schema))))
                    .get();
        }
    }

    /// On its old partition twice, with the same key, time and headers.
    private static void assertComesBackAsItWas(KafkaSettings kafka, byte[] value) {
        final TopicPartition partition = new TopicPartition("observations", 0);
        final Properties properties = kafka.properties();
        properties.put("isolation.level", "read_committed");
        final List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            final long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end)
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200)))
                    if (java.util.Arrays.equals(record.value(), value)) found.add(record);
        }
        assertThat(found).hasSize(2);
        assertThat(found.getLast().key()).isEqualTo(found.getFirst().key());
        assertThat(found.getLast().timestamp()).isEqualTo(found.getFirst().timestamp());
        assertThat(found.getLast().headers()).isEqualTo(found.getFirst().headers());
    }

    private record Answer(int exitCode, String out) {}

    private Answer run(String... arguments) {
        final StringWriter out = new StringWriter();
        final CommandLine fluxwatch = Main.commandLine().setOut(new PrintWriter(out));
        final List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--settings", folder.resolve("settings.yaml").toString()));
        return new Answer(fluxwatch.execute(all.toArray(String[]::new)), out.toString());
    }

    private List<JsonNode> list(KafkaSettings kafka) throws IOException {
        final Answer answer = run("dead-letters", "list", "--kafka", kafka.bootstrapServers(), "--json");
        assertThat(answer.exitCode()).isZero();
        final List<JsonNode> letters = new ArrayList<>();
        for (String line : answer.out().lines().toList()) letters.add(new ObjectMapper().readTree(line));
        return letters;
    }

    /// What is listed as soon as there are so many.
    private List<JsonNode> listOf(int count, KafkaSettings kafka) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> list(kafka), letters -> letters.size() == count);
    }

    private static String summary(JsonNode letter) {
        return String.join(
                " ",
                letter.get("origin").asText(),
                letter.get("stage").asText(),
                letter.get("reason").asText(),
                letter.get("key").asText(),
                letter.get("bytes").asText());
    }

    private static String metrics(int port) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
