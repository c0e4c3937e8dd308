package org.fluxwatch.publish.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.testing.PrometheusServer;
import org.fluxwatch.publish.AlarmedFolder;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.SeriesDays;
import org.fluxwatch.publish.TestServer;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.ProductFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xerial.snappy.Snappy;

/// Days as series: asked for as the protocol has it, and by a real Prometheus.
class RemoteReadTest {
    private static final LocalDate FIRST = LocalDate.of(2019, 5, 1);
    private static final LocalDate LAST = LocalDate.of(2019, 5, 31);
    private static final String FLUX = "fluxwatch_event_region_flux_analysis_tgc_per_day";

    @TempDir
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private ProductFolder folder;
    private Grid grid;
    private StatusServer server;

    @BeforeEach
    void start() throws IOException {
        final Settings settings = Days.settings(data);
        folder = new ProductFolder(settings.productsFolder(), settings);
        grid = settings.domain("plane").modelGrid();
        server = TestServer.open();
        new RemoteReadApi(folder).addTo(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void write(LocalDate day, int revision) throws IOException {
        folder.write(product(day, revision));
    }

    private DayProduct product(LocalDate day, int revision) {
        return SeriesDays.day("plane", grid, day, revision, false);
    }

    private static long ms(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private double west(LocalDate day) {
        return product(day, 0).analysis().regions().stream()
                .filter(region -> region.region().equals("west"))
                .findFirst()
                .orElseThrow()
                .analysisTgCPerDay();
    }

    private SeriesSet find(LocalDate from, LocalDate to, LabelMatcher... matchers) throws IOException {
        return new EventSeries(folder).find(new SeriesQuery(ms(from), ms(to), List.of(matchers)), bounds());
    }

    private static AnswerBounds bounds() {
        return new AnswerBounds(AnswerBounds.MOST_SAMPLES, Duration.ofMinutes(1), System::nanoTime);
    }

    private static List<Long> times(Samples samples) {
        return IntStream.range(0, samples.count()).mapToObj(samples::timeMs).toList();
    }

    private static LabelMatcher equal(String name, String value) {
        return new LabelMatcher(LabelMatcher.Kind.EQUAL, name, value);
    }

    @Test
    void daysStandAtTheirMidnightsWithTheValuesOfTheirFiles() throws IOException {
        write(FIRST, 0);
        write(FIRST.plusDays(1), 0);
        final SeriesSet found = find(FIRST, LAST, equal("__name__", FLUX), equal("region", "west"));
        assertThat(found.found()).hasSize(1).allSatisfy((labels, samples) -> {
            assertThat(labels)
                    .isEqualTo(Map.of(
                            "__name__",
                            FLUX,
                            "domain",
                            "plane",
                            "region",
                            "west",
                            "source",
                            "products",
                            "system",
                            "filter"));
            assertThat(times(samples)).containsExactly(ms(FIRST), ms(FIRST.plusDays(1)));
            assertThat(samples.value(1)).isCloseTo(west(FIRST.plusDays(1)), within(1e-9));
        });
    }

    @Test
    void sumsBeginWithTheYearAndEndAtADayThatIsMissing() throws IOException {
        for (int day = 0; day < 6; day++) if (day != 4) write(FIRST.plusDays(day), 0);
        final String sum = "fluxwatch_event_region_flux_analysis_cumulated_tgc";
        final SeriesSet found = find(FIRST.plusDays(1), LAST, equal("__name__", sum), equal("region", "west"));
        assertThat(found.found().values()).singleElement().satisfies(samples -> {
            assertThat(times(samples))
                    .containsExactly(ms(FIRST.plusDays(1)), ms(FIRST.plusDays(2)), ms(FIRST.plusDays(3)));
            assertThat(samples.value(0)).isCloseTo(west(FIRST) + west(FIRST.plusDays(1)), within(1e-9));
        });
    }

    @Test
    void observationsAreCountedByStatusSetAndSensor() throws IOException {
        write(FIRST, 3);
        final SeriesSet found = find(
                FIRST,
                FIRST,
                new LabelMatcher(
                        LabelMatcher.Kind.MATCHES,
                        "__name__",
                        "fluxwatch_event_(revision|chi.*|observations|score.*|sensor.*)"));
        final List<String> names = new ArrayList<>();
        found.found().keySet().forEach(labels -> names.add(labels.get("__name__")));
        assertThat(names)
                .contains(
                        "fluxwatch_event_revision",
                        "fluxwatch_event_chi_square",
                        "fluxwatch_event_observations",
                        "fluxwatch_event_score_rmse_ppm",
                        "fluxwatch_event_sensor_observations",
                        "fluxwatch_event_sensor_departure_mean_ppm");
        assertThat(found.found()
                        .get(Map.of(
                                "__name__",
                                "fluxwatch_event_revision",
                                "domain",
                                "plane",
                                "source",
                                "products",
                                "system",
                                "filter"))
                        .value(0))
                .isEqualTo(3);
    }

    /// A dashboard asks for its panels at once, and Prometheus takes an error for an answer without series.
    @Test
    void moreQueriesThanAreAnsweredAtOnceWaitForTheirTurn() throws Exception {
        for (int day = 0; day < 20; day++) write(FIRST.plusDays(day), 0);
        final byte[] body = Snappy.compress(request("fluxwatch_event_.*"));
        final List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int n = 0; n < 24; n++)
            answers.add(http.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + RemoteReadApi.PATH))
                            .header("Content-Type", "application/x-protobuf")
                            .header("Content-Encoding", "snappy")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray()));
        for (CompletableFuture<HttpResponse<byte[]>> answer : answers)
            assertThat(answer.get().statusCode()).isEqualTo(200);
    }

    @Test
    void theBoundsAreThoseOfTheWholeRequest() throws IOException {
        for (int day = 0; day < 4; day++) write(FIRST.plusDays(day), 0);
        final AnswerBounds samples = new AnswerBounds(10, Duration.ofMinutes(1), System::nanoTime);
        final SeriesQuery query = new SeriesQuery(ms(FIRST), ms(LAST), List.of(equal("__name__", FLUX)));
        final EventSeries series = new EventSeries(folder);
        assertThat(series.find(query, samples).found()).hasSize(2);
        assertThatThrownBy(() -> series.find(query, samples))
                .isInstanceOf(AnswerBounds.ExceededException.class)
                .hasMessage("the request asks for more than 10 values, expected a shorter time or fewer series");
        final AtomicLong nanos = new AtomicLong();
        final AnswerBounds time = new AnswerBounds(1000, Duration.ofSeconds(1), () -> nanos.getAndAdd(2_000_000_000));
        assertThatThrownBy(() -> series.find(query, time)).hasMessageStartingWith("the answer takes more than 1 s");
    }

    @Test
    void alarmsAndDeparturesStandAtTheirDays() throws IOException {
        final EventSeries series = new EventSeries(AlarmedFolder.write(data));
        final SeriesQuery query = new SeriesQuery(
                ms(FIRST),
                ms(LAST),
                List.of(
                        new LabelMatcher(LabelMatcher.Kind.MATCHES, "__name__", "fluxwatch_event_(alarm|departure_.*)"),
                        equal("mode", "all")));
        final SeriesSet found = series.find(query, bounds());
        assertThat(found.found().keySet())
                .allMatch(labels -> labels.containsKey("sensor"))
                .extracting(labels -> labels.get("__name__"))
                .contains(
                        "fluxwatch_event_alarm",
                        "fluxwatch_event_departure_mean_ppm",
                        "fluxwatch_event_departure_chi_square",
                        "fluxwatch_event_departure_gated_ratio");
        assertThat(found.found()).anySatisfy((labels, samples) -> {
            assertThat(labels)
                    .containsEntry("__name__", "fluxwatch_event_alarm")
                    .containsEntry("statistic", "gated-share")
                    .containsKey("side");
            assertThat(times(samples)).contains(ms(FIRST.plusDays(AlarmedFolder.DAYS - 1)));
            assertThat(samples.value(0)).isBetween(1.0, 3.0);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "EQUAL, a.b, false",
        "EQUAL, west, true",
        "NOT_EQUAL, east, true",
        "MATCHES, w.st, true",
        "MATCHES, es, false",
        "MATCHES, (w|e)(a|e)st, true",
        "MATCHES, .*, true",
        "DOES_NOT_MATCH, w.*, false",
        "DOES_NOT_MATCH, es, true"
    })
    void matchersAreForWholeValues(LabelMatcher.Kind kind, String value, boolean taken) {
        assertThat(new LabelMatcher(kind, "region", value).takes(Map.of("region", "west")))
                .isEqualTo(taken);
    }

    @Test
    void aLabelThatIsLackingIsEmpty() {
        assertThat(equal("mode", "").takes(Map.of("region", "west"))).isTrue();
        assertThat(new LabelMatcher(LabelMatcher.Kind.MATCHES, "mode", ".+").takes(Map.of()))
                .isFalse();
    }

    @Test
    void aPatternThatWouldTakeForEverElsewhereTakesNoTime() {
        final long begin = System.nanoTime();
        assertThat(new LabelMatcher(LabelMatcher.Kind.MATCHES, "region", "((a+)+)+b").takes("a".repeat(5000)))
                .isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    private HttpResponse<byte[]> post(byte[] body, String type) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + RemoteReadApi.PATH))
                        .header("Content-Type", type)
                        .header("Content-Encoding", "snappy")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] request(String name) throws IOException {
        return message(out -> out.writeByteArray(1, message(query -> {
            query.writeInt64(1, ms(FIRST));
            query.writeInt64(2, ms(LAST));
            query.writeByteArray(3, message(matcher -> {
                matcher.writeEnum(1, 2);
                matcher.writeString(2, "__name__");
                matcher.writeString(3, name);
            }));
            query.writeByteArray(4, new byte[] {8, 1}); // hints, which are not known
        })));
    }

    @FunctionalInterface
    private interface Content {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Content content) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        content.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    @Test
    void whatIsNoRequestIsRefused() throws Exception {
        assertThat(post(Snappy.compress(request(FLUX)), "application/x-protobuf")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(Snappy.compress(request(FLUX)), "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(post(request(FLUX), "application/x-protobuf").statusCode()).isEqualTo(400);
        assertThat(post(Snappy.compress(new byte[] {10, 127}), "application/x-protobuf")
                        .statusCode())
                .isEqualTo(400);
        assertThat(new String(
                        post(Snappy.compress(request("(")), "application/x-protobuf")
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("no regular expression");
        assertThat(post(Snappy.compress(new byte[3 << 20]), "application/x-protobuf")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(new byte[(1 << 20) + 1], "application/x-protobuf").statusCode())
                .isEqualTo(413);
        assertThat(http.send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + server.port() + RemoteReadApi.PATH))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                                        .header("Content-Type", "application/x-protobuf")
                                        .POST(HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void aRealPrometheusShowsABackFilledMonthAtItsTimesAndARevisionAtTheNextQuery() throws Exception {
        assumeTrue(PrometheusServer.isInstalled(), "prometheus is not installed");
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) write(day, 0);
        try (PrometheusServer prometheus =
                new PrometheusServer(data.resolve("prometheus"), """
                global: {external_labels: {cluster: lab}}
                remote_read:
                  - url: http://127.0.0.1:%d%s
                    read_recent: true
                    required_matchers: {source: products}
                    filter_external_labels: false
                """.formatted(server.port(), RemoteReadApi.PATH))) {
            final String flux = FLUX + "{source=\"products\",region=~\"we.*\"}";
            final JsonNode values = values(prometheus, flux);
            assertThat(values).hasSize(31);
            for (int n = 0; n < 31; n++) {
                assertThat(values.get(n).get(0).asLong() * 1000).isEqualTo(ms(FIRST.plusDays(n)));
                assertThat(values.get(n).get(1).asDouble()).isCloseTo(west(FIRST.plusDays(n)), within(1e-9));
            }
            final String revision = "fluxwatch_event_revision{source=\"products\"}";
            assertThat(values(prometheus, revision).get(9).get(1).asText()).isEqualTo("0");
            write(FIRST.plusDays(9), 1);
            final JsonNode revised = values(prometheus, revision);
            assertThat(revised.get(9).get(1).asText()).isEqualTo("1");
            assertThat(revised.get(10).get(1).asText()).isEqualTo("0");
        }
    }

    private static JsonNode values(PrometheusServer prometheus, String expression) throws Exception {
        final Instant from = FIRST.atStartOfDay(ZoneOffset.UTC).toInstant();
        final Instant to = LAST.atStartOfDay(ZoneOffset.UTC).toInstant();
        final JsonNode answer = new ObjectMapper().readTree(prometheus.query(expression, from, to, Duration.ofDays(1)));
        assertThat(answer.get("status").asText()).as(answer.toString()).isEqualTo("success");
        assertThat(answer.at("/data/result")).as(answer.toString()).hasSize(1);
        return answer.at("/data/result/0/values");
    }
}
