package org.fluxwatch.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `deploy/compose` with its twin, without Grafana, as a project of its own; goes with all its volumes. Names of images
/// come from the environment, as for whoever runs it.
final class ComposeStack implements AutoCloseable {
    static final List<String> SERVICES = List.of(
            "kafka-controller", "kafka", "twin", "ingest", "assimilate", "publish", "prometheus", "alertmanager");
    static final Path FOLDER = Path.of("../compose");
    static final String PROMETHEUS = "http://127.0.0.1:9090";
    static final String ALERTMANAGER = "http://127.0.0.1:9093";
    static final String PUBLISH = "http://127.0.0.1:8460";
    private static final int[] PORTS = {8460, 8461, 8462, 9090, 9093};
    private static final String PROJECT = "fluxwatch-it";

    private final HttpClient http = HttpClient.newHttpClient();

    private record Answer(int exitCode, String text) {}

    /// Why the stack cannot be run here; empty when it can.
    static Optional<String> obstacle() throws Exception {
        if (run(null, List.of("docker-compose", "version")).exitCode() != 0)
            return Optional.of("docker-compose is not installed");
        if (run(null, List.of("docker", "version")).exitCode() != 0) return Optional.of("no Docker engine answers");
        final Answer configuration = run(null, compose("config"));
        if (configuration.exitCode() != 0) throw new IOException(configuration.text());
        for (String line : configuration.text().lines().toList()) {
            if (!line.startsWith("    image: ") || line.contains("/grafana:")) continue;
            final String image = line.substring("    image: ".length());
            if (run(null, List.of("docker", "image", "inspect", image)).exitCode() != 0)
                return Optional.of("the Docker engine has no image " + image);
        }
        for (int port : PORTS) {
            try {
                new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            } catch (IOException e) {
                return Optional.of("port " + port + " is in use");
            }
        }
        return Optional.empty();
    }

    private static List<String> compose(String... arguments) {
        final List<String> command = new ArrayList<>(List.of("docker-compose", "-p", PROJECT));
        for (String file : new String[] {"compose.yaml", "twin.yaml"})
            command.addAll(List.of("-f", FOLDER.resolve(file).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// @param twinDays of which the twin makes files; null: as many as by default
    private static Answer run(Integer twinDays, List<String> command) throws Exception {
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (twinDays != null) builder.environment().put("TWIN_DAYS", twinDays.toString());
        final Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Answer(-1, e.getMessage());
        }
        final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text.strip());
    }

    private static String must(Integer twinDays, List<String> command) throws Exception {
        final Answer answer = run(twinDays, command);
        if (answer.exitCode() != 0) throw new IOException(command + ": " + answer.text());
        return answer.text();
    }

    /// Starts all, or changes what differs: the twin has so many days from then on.
    void up(int twinDays) throws Exception {
        final List<String> command = new ArrayList<>(compose("up", "-d"));
        command.addAll(SERVICES);
        must(twinDays, command);
    }

    /// One more day in the twin's archive; the others go on.
    void twinDays(int days) throws Exception {
        must(days, compose("up", "-d", "--no-deps", "twin"));
    }

    void stop(String service) throws Exception {
        must(null, compose("stop", service));
    }

    void start(String service) throws Exception {
        must(null, compose("start", service));
    }

    String logs(String service) throws Exception {
        return run(null, compose("logs", "--no-color", "--tail=40", service)).text();
    }

    private String inspect(String service, String what) throws Exception {
        return must(null, List.of("docker", "inspect", "-f", "{{" + what + "}}", container(service)));
    }

    private String container(String service) throws Exception {
        return must(null, compose("ps", "-q", service))
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    /// Ends its process without a word, as the machine may. `docker kill` would count as somebody's wish, after which
    /// an engine does not start a container again.
    ///
    /// @return when the container had been started
    String kill(String service) throws Exception {
        final String started = inspect(service, ".State.StartedAt");
        must(null, List.of("kill", "-KILL", inspect(service, ".State.Pid")));
        return started;
    }

    /// Whether it runs, and since another time, and is not known to be ill.
    boolean isBack(String service, String startedBefore) throws Exception {
        final String now = inspect(service, ".State.Status")
                + " " + inspect(service, ".State.StartedAt")
                + " " + inspect(service, ".State.Health.Status");
        return now.startsWith("running ") && !now.contains(startedBefore) && !now.endsWith(" unhealthy");
    }

    boolean isHealthy(String service) throws Exception {
        return inspect(service, ".State.Health.Status").equals("healthy");
    }

    void copy(String service, String from, Path to) throws Exception {
        must(null, List.of("docker", "cp", container(service) + ":" + from, to.toString()));
    }

    int status(String address) throws Exception {
        try {
            return http.send(request(address), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0; // it is being killed, too
        }
    }

    String get(String address) throws Exception {
        return http.send(request(address), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    DashboardQueries.Prometheus prometheus() {
        return new DashboardQueries.Prometheus() {
            @Override
            public String query(String expression, Instant at) throws Exception {
                return get(PROMETHEUS + "/api/v1/query?query=" + encoded(expression) + "&time=" + at);
            }

            @Override
            public String query(String expression, Instant from, Instant to, Duration step) throws Exception {
                return get(PROMETHEUS + "/api/v1/query_range?query=" + encoded(expression) + "&start=" + from + "&end="
                        + to + "&step=" + step.toSeconds());
            }
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws Exception {
        http.close();
        must(null, compose("down", "-v", "-t", "1"));
    }
}
