package org.fluxwatch.publish.web.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Months;
import org.fluxwatch.publish.SeriesDays;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.health.Pipeline;
import org.fluxwatch.publish.web.ProductsApi;

/// A server of invented days of domain `plane`, 1 April to 30 June 2019, without 5 May, and with members of April and
/// May alone; and of months of domain `months`.
final class ApiServer implements AutoCloseable {
    static final LocalDate FIRST = LocalDate.of(2019, 4, 1);
    static final LocalDate LAST = LocalDate.of(2019, 6, 30);
    static final LocalDate MISSING = LocalDate.of(2019, 5, 5);
    static final LocalDate WITHOUT_MEMBERS = LocalDate.of(2019, 6, 1);

    final ProductFolder folder;
    final Grid grid;
    final DayEvents events;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiV1 api;
    private final StatusServer server;

    ApiServer(Path data) throws IOException {
        this(data, Duration.ofSeconds(60), LAST);
    }

    /// @param last day of those of domain `plane`
    ApiServer(Path data, Duration longestStream, LocalDate last) throws IOException {
        final Settings settings = Months.settings(data);
        folder = new ProductFolder(settings.productsFolder(), settings);
        grid = settings.domain("plane").modelGrid();
        for (LocalDate day = FIRST; !day.isAfter(last); day = day.plusDays(1))
            if (!day.equals(MISSING))
                folder.write(SeriesDays.day("plane", grid, day, 0, day.isBefore(WITHOUT_MEMBERS)));
        for (Product product : Months.day(LocalDate.of(2019, 5, 20), 1, 7).products()) folder.write(product);
        final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        final Health health = new Health();
        final Pipeline pipeline = new Pipeline(health, registry, folder.own(), InstantSource.system());
        events = new DayEvents(longestStream);
        api = new ApiV1(folder, events);
        server = new StatusServer("publish", "127.0.0.1", List.of(), 0, registry, health);
        new ProductsApi(folder, pipeline::snapshot).addTo(server);
        api.addTo(server);
    }

    ApiV1 api() {
        return api;
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    int port() {
        return server.port();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// @param headers name, value, name, value ...
    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        final HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) request.headers(headers);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    String text(String path) throws Exception {
        final HttpResponse<byte[]> answer = get(path);
        final String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != 200) throw new AssertionError(path + ": " + answer.statusCode() + " " + text);
        return text;
    }

    JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(text("/api/v1" + path));
    }

    @Override
    public void close() {
        events.close();
        server.close();
        api.close();
    }
}
