package org.fluxwatch.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.deploy.SmallDomain;
import org.fluxwatch.deploy.UniformDays;
import org.fluxwatch.deploy.cli.Main;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each service as a process, killed in turn: `/api/state` says so within 30 s, and that it is up again. When publish
/// itself is killed, a second one says it.
class KilledServicesIT {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(30);
    private static final List<String> FLAGS = List.of(
            "-Xmx700m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void showAsSilentWithinHalfAMinuteAndAsUpOnceTheyAreBack() throws Exception {
        UniformDays.write(DAY, folder.resolve("archive"));
        final List<Integer> ports = Cluster.freePorts(5);
        final Map<String, Integer> http = new LinkedHashMap<>();
        http.put("ingest", ports.get(1));
        http.put("assimilate", ports.get(2));
        http.put("publish", ports.get(3));
        http.put("publish-2", ports.get(4));
        final Map<String, ChildProcess> services = new LinkedHashMap<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), ports.get(0))) {
            for (String name : http.keySet()) services.put(name, service(name, http, broker));
            for (ChildProcess service : services.values()) service.start();
            await().atMost(Duration.ofMinutes(3))
                    .ignoreException(ConnectException.class)
                    .untilAsserted(() -> assertThat(states(http.get("publish")))
                            .containsEntry("ingest", "up")
                            .containsEntry("assimilate", "up")
                            .containsEntry("publish", "up")
                            .containsEntry("publish-2", "up"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !level(http.get("publish")).equals("bad"));
            for (String killed : List.of("ingest", "assimilate", "publish")) {
                final int asked = http.get(killed.equals("publish") ? "publish-2" : "publish");
                services.get(killed).kill();
                await().pollInterval(Duration.ofMillis(200))
                        .atMost(SHOWN_WITHIN)
                        .until(() -> "silent".equals(states(asked).get(killed)));
                final JsonNode state = state(asked);
                assertThat(state.get("level").asText()).isEqualTo(killed.equals("publish") ? "warning" : "bad");
                assertThat(state.get("summary").asText()).contains(killed).contains("silent");
                services.get(killed).start();
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> "up".equals(states(asked).get(killed)));
            }
            services.get("ingest").stop();
            await().atMost(SHOWN_WITHIN)
                    .until(() -> "stopped".equals(states(http.get("publish-2")).get("ingest")));
            assertThat(state(http.get("publish-2")).get("summary").asText()).startsWith("ingest was stopped");
        } finally {
            services.values().forEach(ChildProcess::close);
        }
    }

    private String level(int port) throws IOException, InterruptedException {
        return state(port).get("level").asText();
    }

    /// States by the names that the services have here: the second publish by its instance id.
    private Map<String, String> states(int port) throws IOException, InterruptedException {
        final Map<String, String> states = new LinkedHashMap<>();
        for (JsonNode service : state(port).get("services")) {
            final String name = service.get("service").asText();
            final boolean second =
                    name.equals("publish") && service.get("instance").asText().equals("second");
            states.put(second ? "publish-2" : name, service.get("state").asText());
        }
        return states;
    }

    private JsonNode state(int port) throws IOException, InterruptedException {
        final HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/state"))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private ChildProcess service(String name, Map<String, Integer> http, EmbeddedBroker broker) throws IOException {
        final Path own = Files.createDirectories(folder.resolve(name));
        final Path settings = own.resolve("settings.yaml");
        final String client = name.equals("publish-2") ? ", group.instance.id: second" : "";
        Files.writeString(
                settings,
                """
                data-folder: '%s'
                kafka:
                  bootstrap-servers: %s
                  login-file: '%s'
                  client: {reconnect.backoff.max.ms: 500%s}
                archive: {kind: folder, folder: '%s', poll-interval: PT1S}
                ingest: {http-port: %d}
                publish: {http-port: %d}
                assimilate:
                  http-port: %d
                  ensemble: {members: 10}
                """.formatted(
                                        own,
                                        broker.bootstrapServers(),
                                        broker.settings().loginFile(),
                                        client,
                                        folder.resolve("archive"),
                                        http.get("ingest"),
                                        http.get(name.equals("publish-2") ? name : "publish"),
                                        http.get("assimilate"))
                        + SmallDomain.startingAt(DAY));
        return new ChildProcess(
                own.resolve("output.txt"),
                FLAGS,
                List.of(Main.class.getName(), name.replace("-2", ""), "--settings", settings.toString()));
    }
}
