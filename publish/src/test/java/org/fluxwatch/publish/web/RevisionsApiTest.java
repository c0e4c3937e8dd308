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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionsApiTest {
    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private StatusServer server;

    @BeforeEach
    void open() throws IOException {
        final Settings settings = Months.settings(data);
        final ProductFolder folder = new ProductFolder(settings.productsFolder(), settings);
        for (int revision = 0; revision < 2; revision++)
            folder.write(
                    Days.product("plane", settings.domain("plane").modelGrid(), Days.FIRST, revision, 5 * revision));
        folder.write(Days.product("plane", settings.domain("plane").modelGrid(), Days.FIRST.plusDays(1), 0, 5));
        server = TestServer.open();
        new RevisionsApi(folder).addTo(server);
    }

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    private HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/diff?" + query))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void saysWhatTheNewestRevisionChanged() throws Exception {
        final HttpResponse<String> answer = get("domain=plane&day=2019-05-01");
        assertThat(answer.statusCode()).isEqualTo(200);
        final JsonNode change = new ObjectMapper().readTree(answer.body()).get("change");
        assertThat(change.get("before").get("revision").intValue()).isZero();
        assertThat(change.get("after").get("revision").intValue()).isEqualTo(1);
        assertThat(change.get("granules")).hasSize(2);
        assertThat(change.get("granules").get(0).get("kind").textValue()).isEqualTo("ADDED");
        assertThat(change.get("chiSquareBefore").isNull()).isTrue(); // NaN, without observations
        assertThat(change.get("regions").get(0).get("changeInSpreads").doubleValue())
                .isZero();
        assertThat(get("domain=plane&day=2019-05-01&against=0").body()).isEqualTo(answer.body());
    }

    @Test
    void whereThereIsNothingToCompareItSaysWhy() throws Exception {
        final HttpResponse<String> answer = get("domain=plane&day=2019-05-02");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"change\":null,\"why\":\"it is the first edition, revision 0\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "domain=nowhere&day=2019-05-01, 404",
        "domain=plane&day=2019-05-09, 404",
        "domain=plane&day=2019-05-01&against=7, 404",
        "domain=plane&day=2019-05-01&against=../etc, 400",
        "domain=plane&day=2019-13-01, 400",
        "domain=plane, 400",
        "domain=plane&day=2019-05-01&system=guess, 404"
    })
    void whatMakesNoSenseIsRefused(String query, int status) throws Exception {
        final HttpResponse<String> answer = get(query);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .startsWith("{\"error\":")
                .doesNotContain("etc")
                .doesNotContain("Exception");
    }
}
