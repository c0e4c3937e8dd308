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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.fluxwatch.contract.testing.PrometheusServer;
import org.fluxwatch.deploy.demo.Demo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The queries of every panel, annotation and variable, asked of a Prometheus that scrapes a demo and reads its
/// products: each must have data.
class DashboardsIT {
    private static final LocalDate FIRST = LocalDate.of(2019, 5, 1);
    private static final int DAYS = 4;
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
                new DashboardQueries("30s").requireData(asked(prometheus), FIRST, DAYS, LONGEST);
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

    private static DashboardQueries.Prometheus asked(PrometheusServer prometheus) {
        return new DashboardQueries.Prometheus() {
            @Override
            public String query(String expression, Instant at) throws Exception {
                return prometheus.query(expression, at);
            }

            @Override
            public String query(String expression, Instant from, Instant to, Duration step) throws Exception {
                return prometheus.query(expression, from, to, step);
            }
        };
    }
}
