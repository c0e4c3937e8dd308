package org.fluxwatch.publish.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.publish.Alarming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An alarm on its way to people: publish's metrics, a real Prometheus with the rules, a real Alertmanager with the
/// example's configuration.
class AlarmRoutingTest {
    private static final Path GRAFANA = Path.of("../grafana").toAbsolutePath().normalize();
    private static final int SECONDS = 60;

    @TempDir
    Path folder;

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(String name, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
    }

    private static JsonNode alerts(HttpClient http, int port) throws IOException, InterruptedException {
        try {
            final HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new ObjectMapper().readTree(answer.body());
        } catch (ConnectException e) {
            return new ObjectMapper().createArrayNode(); // it is not up yet
        }
    }

    @Test
    void anAlarmShowsInAlertmanagerWithItsSensorsName() throws Exception {
        for (String program : List.of("prometheus", "prometheus-alertmanager"))
            assumeTrue(isInstalled(program), program + " is not installed");
        final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        final PublishMetrics metrics = new PublishMetrics(registry, Set.of(), 5);
        metrics.alarms().show(Alarming.DAY);
        final double now = Instant.now().getEpochSecond();
        Gauge.builder("fluxwatch_publish_newest_written_seconds", () -> now)
                .tags("domain", "plane", "system", "filter")
                .register(registry);
        final int ofAlertmanager = freePort();
        try (StatusServer server = new StatusServer("publish", "127.0.0.1", List.of(), 0, registry, new Health());
                HttpClient http = HttpClient.newHttpClient()) {
            final Path config = Files.writeString(folder.resolve("prometheus.yaml"), """
                    global: {scrape_interval: 1s, evaluation_interval: 1s}
                    rule_files: [%s]
                    alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]}
                    scrape_configs: [{job_name: fluxwatch-publish, static_configs: [{targets: ['127.0.0.1:%d']}]}]
                    """.formatted(
                            GRAFANA.resolve("alerts/fluxwatch-rules.yaml"), ofAlertmanager, server.port()));
            final Process alertmanager = start(
                    "alertmanager",
                    "prometheus-alertmanager",
                    "--config.file=" + GRAFANA.resolve("alertmanager/alertmanager.yaml"),
                    "--storage.path=" + folder.resolve("alertmanager"),
                    "--web.listen-address=127.0.0.1:" + ofAlertmanager,
                    "--cluster.listen-address=");
            final Process prometheus = start(
                    "prometheus",
                    "prometheus",
                    "--config.file=" + config,
                    "--storage.tsdb.path=" + folder.resolve("prometheus"),
                    "--web.listen-address=127.0.0.1:" + freePort());
            try {
                JsonNode alerts = alerts(http, ofAlertmanager);
                for (int s = 0; s < SECONDS && !alerts.toString().contains("FluxwatchSensorDeparts"); s++) {
                    Thread.sleep(1000);
                    alerts = alerts(http, ofAlertmanager);
                }
                assertThat(alerts.findValuesAsText("alertname")).contains("FluxwatchSensorDeparts");
                for (JsonNode alert : alerts)
                    if (alert.get("labels").get("alertname").asText().equals("FluxwatchSensorDeparts")) {
                        assertThat(alert.get("labels").get("sensor").asText()).isEqualTo("oco2");
                        assertThat(alert.get("labels").get("severity").asText()).isEqualTo("warning");
                        assertThat(alert.get("annotations").get("summary").asText())
                                .isEqualTo("plane: observations of oco2 are off; suspect: sensor");
                    }
            } finally {
                end(prometheus);
                end(alertmanager);
            }
        }
    }
}
