package org.fluxwatch.contract.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// A Prometheus of its own on loopback, for tests; where it is not installed they are skipped.
public final class PrometheusServer implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    /// @param folder of its configuration and data
    /// @param configuration YAML
    public PrometheusServer(Path folder, String configuration) throws IOException, InterruptedException {
        port = freePort();
        final Path file = Files.writeString(Files.createDirectories(folder).resolve("prometheus.yml"), configuration);
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        for (int n = 0; n < 600; n++) {
            try {
                if (get("/-/ready").statusCode() == 200) return;
            } catch (IOException e) {
                if (!process.isAlive()) throw new IOException(Files.readString(folder.resolve("prometheus.log")), e);
            }
            Thread.sleep(100);
        }
        throw new IOException("Prometheus is not ready after a minute");
    }

    public static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The answer's JSON.
    public String query(String expression, Instant at) throws IOException, InterruptedException {
        return answer("/api/v1/query?query=" + encoded(expression) + "&time=" + at);
    }

    /// The answer's JSON.
    public String query(String expression, Instant from, Instant to, Duration step)
            throws IOException, InterruptedException {
        return answer("/api/v1/query_range?query=" + encoded(expression) + "&start=" + from + "&end=" + to + "&step="
                + step.toSeconds());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String answer(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
