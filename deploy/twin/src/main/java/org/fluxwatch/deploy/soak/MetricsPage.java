package org.fluxwatch.deploy.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// What a service answers at `/metrics`.
record MetricsPage(List<String> series) {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    static MetricsPage of(String text) {
        return new MetricsPage(text.lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
    }

    static MetricsPage ask(HttpClient client, int port) throws IOException, InterruptedException {
        final HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                        .timeout(ANSWER)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException("/metrics answers " + answer.statusCode());
        return of(answer.body());
    }

    /// Values of a metric, one a combination of its labels.
    double[] values(String name) {
        return series.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toArray();
    }
}
