package org.fluxwatch.deploy.twin.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveServerTest {
    private static final Access.Login LOGIN = new Access.Login("letmein", "ada", "secret");
    private static final Instant REVISED = Instant.parse("2026-01-10T00:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));

    @TempDir
    Path folder;

    private ArchiveServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        server = new ArchiveServer(folder, 0, LOGIN, CLOCK);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    /// An OCO-2 file of a day of May 2019, with bytes that tell of it.
    private Path file(int day) throws IOException {
        final byte[] bytes = new byte[100_000 + day];
        for (int n = 0; n < bytes.length; n++) bytes[n] = (byte) (n * 31 + day);
        return Files.write(folder.resolve("oco2_LtCO2_1905%02d_B11210Ar_200101000000s.nc4".formatted(day)), bytes);
    }

    private void publishDays(int days) throws IOException {
        for (int day = 1; day <= days; day++) server.publish(file(day), REVISED.plusSeconds(day));
    }

    private HttpResponse<byte[]> get(String pathOrUrl, String... headers) throws Exception {
        final HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(pathOrUrl));
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> search(String query, String... headers) throws Exception {
        return get("/search/granules.umm_json?short_name=OCO2_L2_Lite_FP&version=11.2r" + query, headers);
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private static List<String> names(HttpResponse<byte[]> response) throws IOException {
        return json(response).findValuesAsText("Identifier");
    }

    private static String parameter(String name, String value) {
        return "&" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String dataPath(int day) {
        return "/data/OCO2_DATA/OCO2_L2_Lite_FP.11.2r/2019/oco2_LtCO2_1905%02d_B11210Ar_200101000000s.nc4"
                .formatted(day);
    }

    @Test
    void describesAGranuleAsTheRecordedAnswersDo() throws Exception {
        publishDays(1);
        final HttpResponse<byte[]> response = search("");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("CMR-Hits")).hasValue("1");
        assertThat(response.headers().firstValue("CMR-Request-Id")).isPresent();
        assertThat(response.headers().firstValue("CMR-Took")).isPresent();
        final JsonNode item = json(response).at("/items/0");
        final String name = "oco2_LtCO2_190501_B11210Ar_200101000000s.nc4";
        assertThat(item.at("/meta/concept-id").asText()).matches("G\\d+-GES_DISC");
        assertThat(item.at("/meta/revision-id").asInt()).isEqualTo(1);
        assertThat(item.at("/meta/revision-date").asText()).isEqualTo("2026-01-10T00:00:01.000Z");
        assertThat(item.at("/meta/native-id").asText()).isEqualTo("OCO2_L2_Lite_FP.11.2r:" + name);
        assertThat(item.at("/umm/GranuleUR").asText()).isEqualTo("OCO2_L2_Lite_FP.11.2r:" + name);
        assertThat(item.at("/umm/DataGranule/ProductionDateTime").asText()).isEqualTo("2020-01-01T00:00:00.000Z");
        assertThat(item.at("/umm/DataGranule/ArchiveAndDistributionInformation/0/Size")
                                .asDouble()
                        * 1024
                        * 1024)
                .isCloseTo(100_001, within(0.01));
        assertThat(item.at("/umm/RelatedUrls/0/Type").asText()).isEqualTo("GET DATA");
        assertThat(item.at("/umm/RelatedUrls/0/URL").asText()).isEqualTo(server.url() + dataPath(1));
        assertThat(item.at("/umm/TemporalExtent/RangeDateTime/BeginningDateTime")
                        .asText())
                .isEqualTo("2019-05-01T00:00:00.000Z");
    }

    @Test
    void pagesUntilNoPlaceComesBack() throws Exception {
        publishDays(7);
        final List<String> seen = new ArrayList<>();
        String after = null;
        int requests = 0;
        while (true) {
            final String query = parameter("sort_key[]", "revision_date") + "&page_size=3";
            final HttpResponse<byte[]> response =
                    after == null ? search(query) : search(query, "CMR-Search-After", after);
            requests++;
            assertThat(response.headers().firstValue("CMR-Hits")).hasValue("7");
            seen.addAll(names(response));
            after = response.headers().firstValue("CMR-Search-After").orElse(null);
            if (after == null) break;
        }
        assertThat(requests).isEqualTo(4);
        assertThat(seen).hasSize(7).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void findsByRevisionDateWithBothEndsInside() throws Exception {
        publishDays(5);
        assertThat(names(search(parameter("revision_date[]", "2026-01-10T00:00:04Z,"))))
                .hasSize(2);
        assertThat(names(search(parameter("revision_date[]", ",2026-01-10T00:00:02.000Z"))))
                .hasSize(2);
        assertThat(names(search(parameter("revision_date[]", "2026-01-10T00:00:02Z,2026-01-10T00:00:03Z"))))
                .hasSize(2);
        assertThat(names(search(parameter("updated_since", "2026-01-10T00:00:05Z"))))
                .hasSize(1);
        assertThat(names(search("&page_size=0"))).isEmpty();
        assertThat(names(get("/search/granules.umm_json?short_name=ACOS_L2_Lite_FP&version=9r")))
                .isEmpty();
    }

    @Test
    void findsThePreviousDayTooAsTheRealOneDoes() throws Exception {
        publishDays(5);
        assertThat(names(search(parameter("temporal[]", "2019-05-03T00:00:00Z,2019-05-03T12:00:00Z"))))
                .hasSize(2)
                .first()
                .asString()
                .contains("_190502_");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        for (String query : List.of(
                "&colour=blue",
                "&page_size=2001",
                "&page_size=many",
                parameter("sort_key[]", "beauty"),
                parameter("revision_date[]", "yesterday,"))) {
            final HttpResponse<byte[]> response = search(query);
            assertThat(response.statusCode()).as(query).isEqualTo(400);
            assertThat(json(response).path("errors").path(0).asText()).isNotBlank();
        }
        assertThat(get("/search/granules.umm_json").statusCode()).isEqualTo(400);
        assertThat(search("", "CMR-Search-After", "nonsense").statusCode()).isEqualTo(400);
        assertThat(search("", "Authorization", "Bearer expired").statusCode()).isEqualTo(401);
    }

    @Test
    void countsRevisionsAndSurvivesARestart() throws Exception {
        publishDays(2);
        final String before = json(search("")).at("/items/0/meta/concept-id").asText();
        server.publish(file(1), REVISED.plusSeconds(100));
        server.publish(file(1), REVISED.plusSeconds(100));
        Files.write(folder.resolve("oco2_LtCO2_190509_B11210Ar_200101000000s.nc4"), new byte[10]);
        final byte[] answer = search(parameter("sort_key[]", "revision_date")).body();
        server.close();
        server = new ArchiveServer(folder, server.url().getPort(), LOGIN, CLOCK);
        final JsonNode items =
                json(search(parameter("sort_key[]", "revision_date"))).path("items");
        assertThat(items).hasSize(2);
        assertThat(items).isEqualTo(new ObjectMapper().readTree(answer).path("items"));
        assertThat(items.at("/1/meta/concept-id").asText()).isEqualTo(before);
        assertThat(items.at("/1/meta/revision-id").asInt()).isEqualTo(2);
    }

    private HttpResponse<byte[]> deletions(String query) throws Exception {
        return get("/search/deleted-granules.json?provider=GES_DISC&parent_collection_id=C2912085112-GES_DISC" + query);
    }

    @Test
    void tellsWhatWasDeletedAlsoAfterARestart() throws Exception {
        publishDays(3);
        final String name = "oco2_LtCO2_190502_B11210Ar_200101000000s.nc4";
        final String concept = json(search(parameter("sort_key[]", "revision_date")))
                .at("/items/1/meta/concept-id")
                .asText();
        assertThat(json(deletions("&revision_date=2026-01-01T00:00:00Z"))).isEmpty();
        server.retract(name, REVISED.plusSeconds(60));
        for (int run = 0; run < 2; run++) {
            final HttpResponse<byte[]> answer = deletions("&revision_date=2026-01-01T00:00:00Z");
            assertThat(answer.headers().firstValue("CMR-Hits")).hasValue("1");
            assertThat(json(answer)).isEqualTo(new ObjectMapper().readTree("""
                    [{"granule-ur": "OCO2_L2_Lite_FP.11.2r:%s", "revision-date": "2026-01-10T00:01:00.000Z",
                      "parent-collection-id": "C2912085112-GES_DISC", "concept-id": "%s",
                      "provider-id": "GES_DISC"}]""".formatted(name, concept)));
            assertThat(json(deletions("&revision_date=2026-01-10T00:01:01Z"))).isEmpty();
            assertThat(
                            json(
                                    get(
                                            "/search/deleted-granules.json?parent_collection_id=C1&revision_date=2026-01-01T00:00:00Z")))
                    .isEmpty();
            assertThat(names(search(""))).hasSize(2).doesNotContain(name);
            assertThat(get(dataPath(2), "Authorization", "Bearer letmein").statusCode())
                    .isEqualTo(404);
            server.close();
            server = new ArchiveServer(folder, server.url().getPort(), LOGIN, CLOCK);
        }
        server.publish(file(2), REVISED.plusSeconds(120));
        assertThat(json(deletions("&revision_date=2026-01-01T00:00:00Z"))).isEmpty();
        final JsonNode items =
                json(search(parameter("sort_key[]", "revision_date"))).path("items");
        assertThat(items.at("/2/meta/concept-id").asText()).isEqualTo(concept);
        assertThat(items.at("/2/meta/revision-id").asInt()).isEqualTo(3);
        assertThatThrownBy(() -> server.retract("other.nc4", REVISED)).hasMessageContaining("other.nc4");
    }

    @Test
    void refusesASearchForDeletionsItCannotAnswer() throws Exception {
        for (String query : List.of("", "&revision_date=yesterday", "&revision_date=2026-01-01T00:00:00Z&colour=blue"))
            assertThat(deletions(query).statusCode()).as(query).isEqualTo(400);
    }

    @Test
    void takesNoFileItCannotName() throws Exception {
        final Path odd = Files.write(folder.resolve("odd.nc4"), new byte[1]);
        assertThatThrownBy(() -> server.publish(odd, REVISED)).hasMessageContaining("odd.nc4");
        assertThatThrownBy(() -> server.publish(Path.of("/elsewhere/file.nc4"), REVISED))
                .hasMessageContaining("/elsewhere/file.nc4");
    }

    @Test
    void servesFilesToTheTokensHolder() throws Exception {
        publishDays(2);
        final HttpResponse<byte[]> response = get(dataPath(2), "Authorization", "Bearer letmein");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Files.readAllBytes(file(2)));
        assertThat(response.headers().firstValue("Content-Length")).hasValue("100002");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-hdf5");
        assertThat(response.headers().firstValue("Last-Modified")).hasValue("Sat, 10 Jan 2026 00:00:02 GMT");
        assertThat(get(dataPath(3), "Authorization", "Bearer letmein").statusCode())
                .isEqualTo(404);
    }

    @Test
    void sendsStrangersToTheLoginAndTurnsThemAwayThere() throws Exception {
        publishDays(1);
        final HttpResponse<byte[]> first = get(dataPath(1));
        assertThat(first.statusCode()).isEqualTo(302);
        final String login = first.headers().firstValue("Location").orElseThrow();
        assertThat(URI.create(login).getPath()).isEqualTo("/oauth/authorize");
        final HttpResponse<byte[]> second = get(login);
        assertThat(second.statusCode()).isEqualTo(401);
        assertThat(new String(second.body())).contains("HTTP Basic: Access denied.");
        assertThat(get(dataPath(1), "Authorization", "Bearer expired").statusCode())
                .isEqualTo(401);
        assertThat(get("/data-redirect?code=guess&state=/data/x").statusCode()).isEqualTo(401);
    }

    @Test
    void letsInWhoLogsInWithNameAndPassword() throws Exception {
        publishDays(1);
        try (HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            final String login =
                    get(dataPath(1)).headers().firstValue("Location").orElseThrow();
            final String basic = Base64.getEncoder().encodeToString("ada:secret".getBytes(StandardCharsets.UTF_8));
            final HttpRequest authorize = HttpRequest.newBuilder(URI.create(login))
                    .header("Authorization", "Basic " + basic)
                    .build();
            // Redirects of the JDK's client keep the header; the data host accepts the session before it looks at it.
            final HttpResponse<byte[]> response = browser.send(authorize, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).hasSize(100_001);
            final HttpRequest again =
                    HttpRequest.newBuilder(server.url().resolve(dataPath(1))).build();
            assertThat(browser.send(again, HttpResponse.BodyHandlers.ofByteArray())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void needsNoLoginWhenOpen() throws Exception {
        publishDays(1);
        try (ArchiveServer open = new ArchiveServer(folder, 0, new Access.Open(), CLOCK)) {
            assertThat(get(open.url().resolve(dataPath(1)).toString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void resumesFromAnyByte() throws Exception {
        publishDays(1);
        final byte[] whole = Files.readAllBytes(file(1));
        final HttpResponse<byte[]> rest = get(dataPath(1), "Authorization", "Bearer letmein", "Range", "bytes=70000-");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.headers().firstValue("Content-Range")).hasValue("bytes 70000-100000/100001");
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 70_000, whole.length));
        final HttpResponse<byte[]> part = get(dataPath(1), "Authorization", "Bearer letmein", "Range", "bytes=10-19");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
        assertThat(get(dataPath(1), "Authorization", "Bearer letmein", "Range", "bytes=100001-")
                        .statusCode())
                .isEqualTo(416);
    }

    @Test
    void failsOnDemandAndThenNoMore() throws Exception {
        publishDays(1);
        server.faults().refuseNext(2, 503, 7);
        for (int n = 0; n < 2; n++) {
            final HttpResponse<byte[]> refused = search("");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("7");
        }
        assertThat(search("").statusCode()).isEqualTo(200);

        server.faults().damageNext(Faults.Damage.LOGIN_PAGE);
        final HttpResponse<byte[]> page = get(dataPath(1), "Authorization", "Bearer letmein");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");

        server.faults().damageNext(Faults.Damage.TRUNCATED);
        assertThatThrownBy(() -> get(dataPath(1), "Authorization", "Bearer letmein"))
                .isInstanceOf(IOException.class);
        assertThat(get(dataPath(1), "Authorization", "Bearer letmein").body()).hasSize(100_001);
    }

    @Test
    void takesNewGranulesWhileItAnswers() throws Exception {
        final Thread publisher = Thread.startVirtualThread(() -> {
            try {
                publishDays(28);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        int before = 0;
        while (publisher.isAlive()) {
            final int now = json(search("&page_size=2000")).path("hits").asInt();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
        publisher.join();
        assertThat(json(search("")).path("hits").asInt()).isEqualTo(28);
    }
}
