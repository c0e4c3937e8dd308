package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxwatch.contract.testing.PrometheusServer;
import org.fluxwatch.deploy.demo.Demo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The queries of every panel, annotation and variable, asked of a Prometheus that scrapes a demo and reads its
/// products: each must have data.
class DashboardsIT {
    private static final Path DASHBOARDS = Path.of("../../grafana/dashboards");
    private static final LocalDate FIRST = LocalDate.of(2019, 5, 1);
    private static final int DAYS = 4;
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");
    private static final Duration LONGEST = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void everyPanelHasData() throws Exception {
        assumeTrue(PrometheusServer.isInstalled(), "prometheus is not installed");
        final PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        try (Demo demo = new Demo(DAYS, folder.resolve("demo"), quiet)) {
            demo.run(Optional.empty());
            try (PrometheusServer prometheus =
                    new PrometheusServer(folder.resolve("prometheus"), configuration(demo.ports()))) {
                final Map<String, String> open = queries();
                assertThat(open).hasSizeGreaterThan(70);
                for (Instant end = Instant.now().plus(LONGEST);
                        !open.isEmpty() && Instant.now().isBefore(end); ) {
                    for (String expression : List.copyOf(open.keySet()))
                        if (hasData(prometheus, expression)) open.remove(expression);
                    if (!open.isEmpty()) Thread.sleep(2000);
                }
                assertThat(open).as("queries without data").isEmpty();
            }
            final JsonNode state = state(demo.ports()[2]);
            assertThat(state.get("level").asText()).as(state.toString()).isEqualTo("good");
        }
    }

    private static JsonNode state(int port) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new ObjectMapper()
                    .readTree(http.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/state"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    private static String configuration(int[] ports) {
        final StringBuilder text = new StringBuilder("global: {scrape_interval: 1s}\nscrape_configs:\n");
        final String[] services = {"ingest", "assimilate", "publish"};
        for (int n = 0; n < services.length; n++)
            text.append("  - job_name: fluxwatch-%s%n    static_configs: [{targets: ['127.0.0.1:%d']}]%n"
                    .formatted(services[n], ports[n]));
        return text.append("""
                remote_read:
                  - url: http://127.0.0.1:%d/api/prometheus/read
                    read_recent: true
                    required_matchers: {source: products}
                    filter_external_labels: false
                """.formatted(ports[2])).toString();
    }

    /// Titles of panels by expression, with all values of each variable.
    private static Map<String, String> queries() throws Exception {
        final Map<String, String> queries = new LinkedHashMap<>();
        final List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(DASHBOARDS)) {
            all.sorted().forEach(files::add);
        }
        for (Path file : files) {
            final JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
            for (JsonNode annotation : dashboard.at("/annotations/list"))
                // alerts are of rules, which are not loaded here; the others mark what need not have happened
                put(
                        queries,
                        annotation.at("/target/expr").asText().replaceAll(" > 0$", ""),
                        dashboard,
                        annotation.get("name").asText());
            for (JsonNode variable : dashboard.at("/templating/list")) {
                final Matcher values =
                        LABEL_VALUES.matcher(variable.at("/query/query").asText());
                if (values.matches())
                    put(
                            queries,
                            "count by (%s) (%s{%s!=''})".formatted(values.group(2), values.group(1), values.group(2)),
                            dashboard,
                            "$" + variable.get("name").asText());
            }
            for (JsonNode panel : dashboard.get("panels"))
                for (JsonNode target : panel.path("targets"))
                    put(
                            queries,
                            target.get("expr").asText(),
                            dashboard,
                            panel.get("title").asText());
        }
        return queries;
    }

    private static void put(Map<String, String> queries, String asked, JsonNode dashboard, String title) {
        final String expression =
                asked.replaceAll("\\$(domain|system|sensor|region)", ".*").replace("$__rate_interval", "30s");
        if (!isOfLater(expression))
            queries.put(expression, dashboard.get("title").asText() + ": " + title);
    }

    /// What four days of an invented world need not have.
    private static boolean isOfLater(String expression) {
        return GrafanaMetrics.OF_LONGER_RUNS.stream().anyMatch(expression::contains);
    }

    private static boolean hasData(PrometheusServer prometheus, String expression) throws Exception {
        final Instant from = FIRST.atStartOfDay(ZoneOffset.UTC).toInstant();
        final String answer = expression.contains("fluxwatch_event_")
                ? prometheus.query(expression, from, from.plus(Duration.ofDays(DAYS)), Duration.ofDays(1))
                : prometheus.query(expression, Instant.now());
        final JsonNode read = new ObjectMapper().readTree(answer);
        assertThat(read.get("status").asText()).as(expression + ": " + answer).isEqualTo("success");
        return !read.at("/data/result").isEmpty();
    }
}
