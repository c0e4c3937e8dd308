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
import org.fluxwatch.publish.AlarmedFolder;
import org.fluxwatch.publish.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmsApiTest {
    @TempDir
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private StatusServer server;

    @BeforeEach
    void open() throws IOException {
        server = TestServer.open();
        new AlarmsApi(AlarmedFolder.write(data)).addTo(server);
    }

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    private HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/alarms?" + query))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String query) throws IOException, InterruptedException {
        final HttpResponse<String> answer = get(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void listsDaysWithTheNewestFirst() throws Exception {
        final JsonNode all = json("domain=plane");
        assertThat(all.get("system").textValue()).isEqualTo("filter");
        assertThat(all.get("days").findValuesAsText("day")).containsExactly("2019-05-03", "2019-05-02", "2019-05-01");
        final JsonNode newest = all.get("days").get(0);
        assertThat(newest.get("worst").textValue()).isEqualTo("severe");
        assertThat(newest.get("alarms")).hasSize(1);
        final JsonNode alarm = newest.get("alarms").get(0);
        assertThat(alarm.get("id").textValue()).isEqualTo("plane/filter/2019-05-03/gosat");
        assertThat(alarm.get("statistic").textValue()).isEqualTo("gated-share");
        assertThat(alarm.get("value").doubleValue()).isEqualTo(0.5);
        assertThat(alarm.get("explain").textValue())
                .endsWith(
                        "&day=2019-05-03&alarm=gosat&mode=" + alarm.get("mode").textValue());
    }

    @Test
    void aDayHasStatisticsAndLimitsOfEachSensorAndMode() throws Exception {
        final JsonNode day = json("domain=plane&system=filter&day=2019-05-03");
        assertThat(day.get("alarms")).isNotEmpty();
        final JsonNode first = day.get("watched").get(0);
        assertThat(first.get("sensor").textValue()).isEqualTo("oco2");
        assertThat(first.get("mode").textValue()).isEqualTo("all");
        assertThat(first.get("count").intValue()).isPositive();
        final JsonNode limits = first.get("limits").get("gatedShare");
        assertThat(limits.get("hard").get(1).doubleValue()).isEqualTo(0.05);
        assertThat(limits.get("soft").get(1).isNull()).isTrue(); // three days are none to learn from
    }

    @ParameterizedTest
    @CsvSource({
        "domain=nowhere, 404",
        "domain=plane&day=2019-05-09, 404",
        "domain=plane&day=soon, 400",
        "domain=plane&system=etc, 404",
        "day=2019-05-03, 404"
    })
    void whatIsNotThereIsSaid(String query, int status) throws Exception {
        final HttpResponse<String> answer = get(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":").doesNotContain("Exception");
    }
}
