package org.fluxwatch.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DayProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole stage with a simulated broker: records in, files, metrics and page out.
class PublishServiceTest {
    private static final TopicPartition ANALYSES = new TopicPartition("analyses", 0);
    private static final TopicPartition INNOVATIONS = new TopicPartition("innovations", 0);
    private static final String FILE = "plane/2019/fluxwatch_plane_filter_20190501.nc";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private Settings settings() {
        return Days.settings(folder);
    }

    private DayProduct day(int observations) {
        return day(0, observations);
    }

    private DayProduct day(int revision, int observations) {
        return Days.product("plane", settings().domains().get("plane").modelGrid(), Days.FIRST, revision, observations);
    }

    static MockConsumer<byte[], byte[]> broker(DayProduct... days) {
        final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
        for (String topic : List.of("granules", "observations", "analyses", "innovations")) {
            kafka.updatePartitions(
                    topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0])));
            kafka.updateEndOffsets(Map.of(new TopicPartition(topic, 0), 7L));
        }
        kafka.updateBeginningOffsets(Map.of(ANALYSES, 0L, INNOVATIONS, 0L));
        kafka.schedulePollTask(() -> {
            kafka.rebalance(List.of(ANALYSES, INNOVATIONS));
            long analyses = 0;
            long innovations = 0;
            for (DayProduct day : days) {
                for (AnalysisRecord field : day.fields()) kafka.addRecord(record(analyses++, field));
                kafka.addRecord(record(analyses++, day.analysis()));
                for (Innovation innovation : day.innovations())
                    kafka.addRecord(new ConsumerRecord<>(
                            "innovations",
                            0,
                            innovations++,
                            new byte[0],
                            Topics.INNOVATIONS.values().serializer().serialize("innovations", innovation)));
            }
        });
        return kafka;
    }

    /// One whose polls take time, as those of a real one; otherwise its thread would keep the others from theirs.
    private static final class WaitingConsumer extends MockConsumer<byte[], byte[]> {
        WaitingConsumer() {
            super("earliest");
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.poll(timeout);
        }
    }

    /// Topics in which no service has said anything.
    static MockConsumer<byte[], byte[]> nothingSaid() {
        final MockConsumer<byte[], byte[]> kafka = new WaitingConsumer();
        for (String topic : List.of("heartbeats", "granules", "dead-letters")) {
            kafka.updatePartitions(
                    topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0])));
            kafka.updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
            kafka.updateEndOffsets(Map.of(new TopicPartition(topic, 0), 0L));
        }
        return kafka;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, AnalysisRecord record) {
        return new ConsumerRecord<>(
                "analyses",
                0,
                offset,
                new byte[0],
                Topics.ANALYSES.values().serializer().serialize("analyses", record));
    }

    private PublishService service(DayProduct... days) {
        final PublishService service = new PublishService(
                settings(),
                () -> {},
                () -> broker(days),
                MockProducer::new,
                Alarming::producer,
                PublishServiceTest::nothingSaid);
        service.start();
        return service;
    }

    private HttpResponse<String> get(PublishService service, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private JsonNode json(PublishService service, String path) throws Exception {
        final HttpResponse<String> answer = get(service, path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private void awaitFile() throws InterruptedException {
        for (int n = 0; n < 200 && !Files.exists(settings().productsFolder().resolve(FILE)); n++) Thread.sleep(50);
        assertThat(settings().productsFolder().resolve(FILE)).exists();
    }

    @Test
    void turnsRecordsIntoFileMetricsAndPage() throws Exception {
        try (PublishService service = service(day(20))) {
            awaitFile();
            assertThat(DailyFile.read(settings().productsFolder().resolve(FILE)))
                    .isEqualTo(day(20));
            assertThat(json(service, "/api/domains").toString())
                    .isEqualTo(
                            "[{\"name\":\"plane\",\"system\":\"filter\",\"first\":\"2019-05-01\",\"last\":\"2019-05-01\",\"days\":1},"
                                    + "{\"name\":\"regular\",\"system\":\"filter\",\"first\":null,\"last\":null,\"days\":0}]");
            assertThat(json(service, "/api/days?domain=plane").toString())
                    .isEqualTo("[{\"day\":\"2019-05-01\",\"revision\":0}]");
            final JsonNode day = json(service, "/api/day?domain=plane&day=2019-05-01");
            assertThat(day.get("fields")).hasSize(5);
            assertThat(day.get("invented").asText()).isEqualTo("winds");
            assertThat(day.get("standIns").toString()).isEqualTo("[\"column-operator\"]");
            assertThat(day.get("fields").get(1).get("values").get(107).isNull()).isTrue();
            assertThat(day.get("observations")).hasSize(20);
            assertThat(day.get("grid").get("mapping").asText()).isEqualTo("stereographic");
            for (int n = 0; n < 100 && !service.health().ready(); n++) Thread.sleep(50);
            assertThat(get(service, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(service, "/metrics").body())
                    .contains(
                            "fluxwatch_publish_days_total{domain=\"plane\",outcome=\"published\",system=\"filter\"} 1.0")
                    .contains("fluxwatch_ready{service=\"publish\"} 1.0");
            assertThat(json(service, "/api/pipeline")
                            .get("parts")
                            .get("kafka")
                            .get("state")
                            .asText())
                    .isEqualTo("UP");
        }
    }

    @Test
    void makesAndServesMonthsAndYears() throws Exception {
        try (PublishService service = service(day(20))) {
            awaitFile();
            awaitMetric(service, "fluxwatch_publish_rollups_total 2.0");
            assertThat(service.awaitRollups(java.time.Duration.ofSeconds(30))).isTrue();
            for (String name : List.of("2019/fluxwatch_plane_filter_2019-05.nc", "fluxwatch_plane_filter_2019.nc"))
                assertThat(get(service, "/products/plane/" + name).statusCode()).isEqualTo(200);
            assertThat(get(service, "/products/plane/2019/fluxwatch_plane_filter_2019-06.nc")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(json(service, "/api/v1/domains/plane/filter/days/2019-05-01")
                            .get("files")
                            .toString())
                    .contains("\"month\":\"plane/2019/fluxwatch_plane_filter_2019-05.nc\"")
                    .contains("\"year\":\"plane/fluxwatch_plane_filter_2019.nc\"")
                    .doesNotContain("month_members");
        }
    }

    @Test
    void saysWhereTheRegionsAre() throws Exception {
        try (PublishService service = service()) {
            final JsonNode regions = json(service, "/api/outlines?domain=plane").get("regions");
            assertThat(regions).hasSize(10);
            assertThat(regions.get(1).toString())
                    .isEqualTo(
                            "{\"name\":\"north\",\"rings\":[[[105.0,37.0],[135.0,37.0],[135.0,52.0],[105.0,52.0]]]}");
            assertThat(get(service, "/api/outlines?domain=nowhere").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aBrowserThatHasAFileOfThePageIsToldThatItStillStands() throws Exception {
        try (PublishService service = service()) {
            final HttpResponse<String> lines = get(service, "/lib/world-atlas/countries-50m.json");
            assertThat(lines.statusCode()).isEqualTo(200);
            final String etag = lines.headers().firstValue("ETag").orElseThrow();
            final HttpResponse<String> again = http.send(
                    HttpRequest.newBuilder(lines.uri())
                            .header("If-None-Match", etag)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(get(service, "/lib/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void showsTheSameGaugesAfterARestart() throws Exception {
        final String before;
        try (PublishService service = service(day(20))) {
            awaitFile();
            Thread.sleep(200);
            before = gauges(get(service, "/metrics").body());
        }
        try (PublishService service = service()) {
            assertThat(gauges(get(service, "/metrics").body()))
                    .isEqualTo(before)
                    .contains("chi_square");
        }
    }

    private static String gauges(String metrics) {
        return String.join(
                "\n",
                metrics.lines()
                        .filter(line -> line.startsWith("fluxwatch_publish"))
                        .filter(line -> !line.contains("_total") && !line.contains("_lag_"))
                        .filter(line -> !line.contains("_rollups_pending")) // made again when it starts
                        .filter(line -> !line.contains("_newest_written_")) // looked up every few seconds
                        .toList());
    }

    private Path product(String name) {
        return settings().productsFolder().resolve(name);
    }

    private void awaitMetric(PublishService service, String line) throws Exception {
        for (int n = 0; n < 200 && !get(service, "/metrics").body().contains(line); n++) Thread.sleep(50);
        assertThat(get(service, "/metrics").body()).contains(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CDF\001 and no more of it", "no netCDF at all", "\211HDF\r\n\032\n"})
    void startsWithADamagedFileShowsTheDayBeforeAndWritesTheDayWhenItComes(String damage) throws Exception {
        try (PublishService service = service(day(20))) {
            awaitFile();
        }
        final Path later = product("plane/2019/fluxwatch_plane_filter_20190502.nc");
        Files.writeString(later, damage, StandardCharsets.ISO_8859_1);
        try (PublishService service = service()) {
            assertThat(get(service, "/metrics").body())
                    .contains("fluxwatch_publish_analysis_day_seconds{domain=\"plane\",system=\"filter\"} 1.5566688E9")
                    .contains("fluxwatch_publish_products_damaged{domain=\"plane\",system=\"filter\"} 1.0");
            assertThat(json(service, "/api/days?domain=plane").toString())
                    .isEqualTo("[{\"day\":\"2019-05-01\",\"revision\":0},{\"day\":\"2019-05-02\"}]");
        }
        final DayProduct whole =
                Days.product("plane", settings().domains().get("plane").modelGrid(), Days.FIRST.plusDays(1), 0, 4);
        try (PublishService service = service(whole)) {
            awaitMetric(service, "fluxwatch_publish_products_damaged{domain=\"plane\",system=\"filter\"} 0.0");
            assertThat(DailyFile.read(later)).isEqualTo(whole);
        }
    }

    @Test
    void startsWithATruncatedFile() throws Exception {
        try (PublishService service = service(day(20))) {
            awaitFile();
        }
        final byte[] bytes = Files.readAllBytes(product(FILE));
        Files.write(product(FILE), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        try (PublishService service = service(day(20))) {
            awaitMetric(
                    service,
                    "fluxwatch_publish_days_total{domain=\"plane\",outcome=\"published\",system=\"filter\"} 1.0");
            assertThat(Files.readAllBytes(product(FILE))).isEqualTo(bytes);
        }
    }

    /// Root may write anywhere; a file in the place of the folder holds it up as well.
    @Test
    void waitsForAProductsFolderThatCannotBeUsedAndThenGoesOn() throws Exception {
        Files.createDirectories(settings().dataFolder());
        Files.writeString(settings().productsFolder(), "in the way");
        try (PublishService service = service(day(20))) {
            awaitMetric(service, "fluxwatch_publish_days_unwritten{domain=\"plane\",system=\"filter\"} 1.0");
            assertThat(get(service, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(service, "/health/ready").body())
                    .contains(
                            "WAITING",
                            "plane/filter 2019-05-01 revision 0",
                            settings().productsFolder().toString());
            assertThat(get(service, "/health/live").statusCode()).isEqualTo(200);
            Files.delete(settings().productsFolder());
            awaitFile();
            awaitMetric(
                    service,
                    "fluxwatch_publish_days_total{domain=\"plane\",outcome=\"published\",system=\"filter\"} 1.0");
            awaitMetric(service, "fluxwatch_ready{service=\"publish\"} 1.0");
            assertThat(get(service, "/metrics").body()).contains("chi_square{domain=\"plane\",system=\"filter\"}");
        }
    }

    @Test
    void changesNothingAndCountsNoOutliersWhenADayComesAgain() throws Exception {
        try (PublishService service = service(day(20))) {
            awaitFile();
        }
        final Object before = Files.getAttribute(product(FILE), "lastModifiedTime");
        try (PublishService service = service(day(20))) {
            awaitMetric(
                    service,
                    "fluxwatch_publish_days_total{domain=\"plane\",outcome=\"unchanged\",system=\"filter\"} 1.0");
            assertThat(get(service, "/metrics").body())
                    .contains("fluxwatch_publish_innovation_outliers_total{domain=\"plane\",system=\"filter\"} 0.0");
        }
        assertThat(Files.getAttribute(product(FILE), "lastModifiedTime")).isEqualTo(before);
    }

    /// Files of before there were several systems have no system in their names.
    @Test
    void findsListsAndServesAFileUnderItsFormerNameAndReplacesItUnderTodays() throws Exception {
        final Path former = product("plane/2019/fluxwatch_plane_20190501.nc");
        Days.copyFormer(former);
        try (PublishService service =
                service(Days.former(settings().domains().get("plane").modelGrid()))) {
            awaitMetric(service, "days_total{domain=\"plane\",outcome=\"unchanged\",system=\"filter\"} 1.0");
            awaitMetric(service, "fluxwatch_publish_analysis_revision{domain=\"plane\",system=\"filter\"} 4.0");
            assertThat(json(service, "/api/days?domain=plane&system=filter").toString())
                    .isEqualTo("[{\"day\":\"2019-05-01\",\"revision\":4}]");
            final String file = json(service, "/api/day?domain=plane&system=filter&day=2019-05-01")
                    .get("file")
                    .asText();
            assertThat(file).isEqualTo("plane/2019/fluxwatch_plane_20190501.nc");
            assertThat(get(service, "/products/" + file).statusCode()).isEqualTo(200);
        }
        try (PublishService service = service(day(5, 21))) {
            awaitFile();
            awaitMetric(service, "days_total{domain=\"plane\",outcome=\"published\",system=\"filter\"} 1.0");
            assertThat(former).doesNotExist();
            assertThat(DailyFile.read(product(FILE))).isEqualTo(day(5, 21));
        }
    }

    @Test
    void givesOnlyTheFieldsAskedFor() throws Exception {
        try (PublishService service = service(day(3))) {
            awaitFile();
            assertThat(json(service, "/api/day?domain=plane&day=2019-05-01&fields=xco2_analysis")
                            .get("fields"))
                    .hasSize(1);
            assertThat(get(service, "/api/day?domain=plane&day=2019-05-01&fields=nix")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void servesTheFileItself() throws Exception {
        try (PublishService service = service(day(3))) {
            awaitFile();
            final HttpResponse<String> answer = get(service, "/products/" + FILE);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().getBytes(StandardCharsets.ISO_8859_1))
                    .isEqualTo(Files.readAllBytes(settings().productsFolder().resolve(FILE)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products/../secret.nc",
                "/products/plane/2019/../../../secret.nc",
                "/products/%2e%2e/%2e%2e/secret.nc",
                "/products/plane/2018/fluxwatch_plane_filter_20190501.nc",
                "/products//plane/2019/fluxwatch_plane_filter_20190501.nc",
                "/products/plane/2019/fluxwatch_plane_filter_20199999.nc",
                "/products/plane/2019/fluxwatch_plane_20190501.nc",
                "/products/plane/2019/fluxwatch_plane_guess_20190501.nc",
                "/products/regular/2019/fluxwatch_plane_filter_20190501.nc",
                "/products/plane/2019/",
                "/products/",
                "/secret.nc",
                "/page/../index.html",
                "/api/daysoff?domain=plane"
            })
    void findsNothingElseThanProducts(String path) throws Exception {
        Files.writeString(folder.resolve("secret.nc"), "secret");
        try (PublishService service = service(day(3))) {
            awaitFile();
            final HttpResponse<String> answer = get(service, path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("secret", "..", "fluxwatch_plane");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/days?domain=atlantis, 404",
        "/api/days, 404",
        "/api/days?domain=plane&system=guess, 404",
        "/api/days?domain=plane&system=%3Cscript%3E, 404",
        "/api/day?domain=plane&day=2019-05-02, 404",
        "/api/day?domain=plane&day=yesterday, 400",
        "/api/day?domain=plane&day=../../x, 400",
        "/api/day?domain=plane&day=-0001-01-01, 400",
        "/api/day?domain=plane&day=%2B999999999-01-01, 400",
        "/api/day?domain=plane&day=0000-01-01, 404",
        "/api/day?domain=plane&day=2019-02-29, 400",
        "/api/day?domain=plane&day=2019-05-01%00, 400",
        "/api/day?domain=plane&day=%D9%A2019-05-01, 400",
        "/api/day?domain=plane&day=, 400",
        "/api/day?domain=plane, 400",
        "/api/day?domain=plane&day=2019-05-01&day=2019-05-02, 400",
        "/api/day?domain=%3Cscript%3E&day=2019-05-01, 404",
        "/api/days?domain=plane%0d%0aX:1, 404",
        "/api/days?domain=..%2f.., 404",
        "/apix, 404",
        "/page.jsx, 404",
        "/, 200",
        "/index.html, 200",
        "/page.js, 200"
    })
    void answersWithTheRightStatus(String path, int status) throws Exception {
        try (PublishService service = service()) {
            final String answer = raw(service, path);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
            if (status >= 400) assertThat(answer).doesNotContain("script>", "Exception:", "at org.");
        }
    }

    /// Without a client that refuses to send what is no URI.
    private static String raw(PublishService service, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void refusesAnOverlongQuery() throws Exception {
        try (PublishService service = service()) {
            assertThat(raw(service, "/api/days?domain=plane&x=" + "y".repeat(3_000)))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void answersToHeadEverywhereAsToGet() throws Exception {
        try (PublishService service = service(day(3))) {
            awaitFile();
            for (String path : List.of(
                    "/", "/page.css", "/api/domains", "/api/day?domain=plane&day=2019-05-01", "/products/" + FILE)) {
                final HttpResponse<String> get = get(service, path);
                final HttpResponse<Void> head = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                                .HEAD()
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                assertThat(head.statusCode()).as(path).isEqualTo(200);
                for (String header :
                        List.of("Content-Type", "Content-Length", "Content-Security-Policy", "Cache-Control"))
                    assertThat(head.headers().firstValue(header))
                            .as(path + " " + header)
                            .isPresent()
                            .isEqualTo(get.headers().firstValue(header));
            }
        }
    }

    @Test
    void thePageHasNothingThatItsPolicyForbids() throws Exception {
        try (PublishService service = service()) {
            final String page = get(service, "/").body();
            assertThat(page).doesNotContainPattern("<style|style=|<script(?![^>]*src=)| on[a-z]+=|https?://");
            for (String script : List.of("page", "content", "map", "projection", "colour", "tables", "tip"))
                assertThat(get(service, "/" + script + ".js").body())
                        .as(script)
                        .doesNotContainPattern(
                                "innerHTML|insertAdjacentHTML|eval\\(|new Function|setAttribute\\('style");
        }
    }

    @Test
    void waitsForABrokerThatIsNotThere() throws Exception {
        final PublishService service = new PublishService(
                settings(),
                () -> {
                    throw new IllegalStateException("no broker at localhost:1");
                },
                () -> broker(),
                MockProducer::new,
                Alarming::producer,
                PublishServiceTest::nothingSaid);
        try (service) {
            service.start();
            for (int n = 0; n < 100 && !get(service, "/health/ready").body().contains("WAITING"); n++) Thread.sleep(20);
            assertThat(get(service, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(service, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(service, "/health/ready").body()).contains("no broker at localhost:1");
        }
    }
}
