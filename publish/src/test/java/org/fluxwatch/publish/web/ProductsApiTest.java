package org.fluxwatch.publish.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.health.Pipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is answered of an inversion's months, beside a filter's days.
class ProductsApiTest {
    private static final String MAY = "months/2019/fluxwatch_months_inversion_2019-05.nc";

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private StatusServer server;

    @BeforeEach
    void open() throws IOException {
        final Settings settings = Months.settings(data);
        final ProductFolder folder = new ProductFolder(settings.productsFolder(), settings);
        for (int day = 1; day <= 20; day++)
            folder.write(Days.product("plane", settings.domain("plane").modelGrid(), LocalDate.of(2019, 5, day), 0, 1));
        for (Product product : Months.day(LocalDate.of(2019, 5, 20), 1, 7).products()) folder.write(product);
        final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        final Health health = new Health();
        final Pipeline pipeline = new Pipeline(health, registry, folder.own(), InstantSource.system());
        server = new StatusServer("publish", "127.0.0.1", List.of(), 0, registry, health);
        new ProductsApi(folder, pipeline::snapshot).addTo(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode json(String path) throws Exception {
        final HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode())
                .as(path + ": " + new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void listsMonthsByTheirFirstDaysWithTheirStatus() throws Exception {
        assertThat(json("/api/domains").toString())
                .isEqualTo(
                        "[{\"name\":\"months\",\"system\":\"inversion\",\"first\":\"2019-04-01\",\"last\":\"2019-05-01\",\"days\":2},"
                                + "{\"name\":\"plane\",\"system\":\"filter\",\"first\":\"2019-05-01\",\"last\":\"2019-05-20\",\"days\":20},"
                                + "{\"name\":\"regular\",\"system\":\"filter\",\"first\":null,\"last\":null,\"days\":0}]");
        final String months = json("/api/days?domain=months&system=inversion").toString();
        assertThat(months)
                .isEqualTo(
                        "[{\"day\":\"2019-04-01\",\"revision\":1,\"asOf\":\"2019-05-20\",\"status\":\"final\"},"
                                + "{\"day\":\"2019-05-01\",\"revision\":1,\"asOf\":\"2019-05-20\",\"status\":\"open, 20 of 31 days\"}]");
        assertThat(json("/api/days?domain=months").toString()).isEqualTo(months);
        assertThat(json("/api/days?domain=months&system=filter")).isEmpty();
    }

    @Test
    void givesTheMonthOfADayWithItsGridFieldsRegionsAndObservations() throws Exception {
        final JsonNode month = json("/api/day?domain=months&day=2019-05-17");
        assertThat(month.get("file").asText()).isEqualTo(MAY);
        assertThat(month.get("status").asText()).isEqualTo("open, 20 of 31 days");
        assertThat(month.get("identity").get("day").asText()).isEqualTo("2019-05-20");
        assertThat(month.get("estimate").get("month").asText()).isEqualTo("2019-05");
        assertThat(month.get("estimate").get("regions").get(0).get("region").asText())
                .isEqualTo("north");
        assertThat(month.get("estimate").get("missing").get("oco2")).hasSize(2);
        assertThat(month.get("grid").get("mapping").asText()).isEqualTo("latitude_longitude");
        assertThat(month.get("fields")).hasSize(3);
        assertThat(month.get("fields").get(0).get("values"))
                .hasSize(Months.grid().cells());
        assertThat(month.get("observations")).hasSize(140);
        assertThat(month.get("byStatus").get("unusable").asInt()).isEqualTo(20);
        assertThat(month.get("invented").asText()).isEqualTo("winds");
        assertThat(json("/api/day?domain=months&day=2019-05-01&fields=flux_natural_prior")
                        .get("fields"))
                .hasSize(1);
    }

    @Test
    void servesTheMonthsFile() throws Exception {
        final HttpResponse<byte[]> answer = get("/products/" + MAY);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(Files.readAllBytes(data.resolve("products").resolve(MAY)));
    }

    @Test
    void givesBothMethodsOverTheSameRegionsAndMonths() throws Exception {
        final JsonNode methods = json("/api/methods");
        assertThat(methods).hasSize(2);
        final JsonNode north = methods.get(0);
        assertThat(north.get("filter").asText()).isEqualTo("plane");
        assertThat(north.get("inversion").asText()).isEqualTo("months");
        assertThat(north.get("month").asText()).isEqualTo("2019-05");
        assertThat(north.get("filterDays").asInt()).isEqualTo(20);
        assertThat(north.get("sigmas").asDouble()).isBetween(0.28, 0.30);
        assertThat(north.get("sameWinds").asBoolean()).isTrue();
        assertThat(json("/api/methods?domain=plane&system=filter&month=2019-05"))
                .isEqualTo(methods);
        assertThat(json("/api/methods?domain=plane&system=filter&month=2019-04"))
                .isEmpty();
        assertThat(json("/api/methods?domain=regular")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/day?domain=months&day=2019-06-01, 404",
        "/api/day?domain=months&day=2019-05, 400",
        "/api/methods?domain=plane&month=2019-13, 400",
        "/api/methods?domain=plane&month=2019-05-01, 400",
        "/api/methods?month=2019-05, 400",
        "/api/methods?domain=nowhere, 404",
        "/api/day?domain=months&system=filter&day=2019-05-01, 404",
        "/api/day?domain=months&day=2019-05-01&fields=xco2_analysis, 404",
        "/products/months/2018/fluxwatch_months_inversion_2019-05.nc, 404",
        "/products/months/2019/fluxwatch_months_inversion_20190501.nc, 404",
        "/products/months/2019/fluxwatch_months_inversion_2019-13.nc, 404",
        "/products/months/2019/fluxwatch_months_2019-05.nc, 404",
        "/products/plane/2019/fluxwatch_plane_filter_2019-05.nc, 404"
    })
    void whatIsNotThereIsRefused(String path, int status) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }
}
