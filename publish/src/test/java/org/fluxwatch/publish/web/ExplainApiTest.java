package org.fluxwatch.publish.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.fluxwatch.publish.TestServer;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.explain.SharedDays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainApiTest {
    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private StatusServer server;

    @BeforeEach
    void open() throws IOException {
        final Settings settings = Months.settings(data);
        final ProductFolder folder = new ProductFolder(settings.productsFolder(), settings);
        folder.write(SharedDays.product(settings.domain("plane").modelGrid(), Days.FIRST, 0, 20, 0));
        server = TestServer.open();
        new ExplainApi(folder, settings.sensors()).addTo(server);
    }

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    private HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/explain?" + query))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String query) throws IOException, InterruptedException {
        final HttpResponse<String> answer = get(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void explainsARegion() throws Exception {
        final JsonNode region = json("domain=plane&day=2019-05-01&region=north");
        assertThat(region.fieldNames())
                .toIterable()
                .containsExactly(
                        "domain",
                        "system",
                        "day",
                        "revision",
                        "region",
                        "unit",
                        "before",
                        "after",
                        "increment",
                        "spreadBefore",
                        "spreadAfter",
                        "sumOfShares",
                        "smoothingDays",
                        "groups",
                        "granules",
                        "observations",
                        "rest",
                        "without",
                        "missing");
        assertThat(region.get("system").textValue()).isEqualTo("filter");
        assertThat(region.get("groups").get(0).get("mode").textValue()).isEqualTo("nadir");
        final JsonNode observation = region.get("observations").get(0);
        assertThat(observation.get("time").textValue()).matches("2019-05-01T.*Z");
        assertThat(observation.get("day").textValue()).isEqualTo("2019-05-01");
        assertThat(observation.get("share").isNumber()).isTrue();
        assertThat(region.get("without").get(0).get("sensor").textValue()).isEqualTo("oco2");
    }

    @Test
    void explainsASensor() throws Exception {
        final JsonNode sensor = json("domain=plane&system=filter&day=2019-05-01&sensor=oco2&mode=nadir");
        assertThat(sensor.get("mode").textValue()).isEqualTo("nadir");
        assertThat(sensor.get("observations").get(0).has("share")).isFalse();
        assertThat(sensor.get("errorAdvice").isNull()).isTrue(); // of one day
    }

    @ParameterizedTest
    @CsvSource({
        "domain=nowhere&day=2019-05-01&region=north, 404",
        "domain=plane&day=2019-05-01&region=etc, 404",
        "domain=plane&day=2019-05-02&region=north, 404",
        "domain=plane&system=inversion&day=2019-05-01&region=north, 404",
        "domain=plane&day=2019-05-01, 400",
        "domain=plane&day=2019-05-01&region=north&sensor=oco2, 400",
        "domain=plane&day=2019-05-01&region=north&mode=glint, 400",
        "domain=plane&day=2019-05-01&sensor=etc, 400",
        "domain=plane&day=2019-05-01&sensor=oco2&mode=etc, 400",
        "domain=plane&day=yesterday&region=north, 400"
    })
    void whatMakesNoSenseIsRefused(String query, int status) throws Exception {
        final HttpResponse<String> answer = get(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body())
                .startsWith("{\"error\":")
                .doesNotContain("etc")
                .doesNotContain("Exception");
    }
}
