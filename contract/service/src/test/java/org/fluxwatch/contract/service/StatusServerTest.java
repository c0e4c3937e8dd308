package org.fluxwatch.contract.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusServerTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health health = new Health();
    private final StatusServer server =
            new StatusServer("ingest", "127.0.0.1", List.of("page.example"), 0, registry, health);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void showsMetrics() throws Exception {
        registry.counter("fluxwatch.things", "kind", "good").increment(3);
        final HttpResponse<String> answer = ask("GET", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).contains("fluxwatch_things_total{kind=\"good\"} 3.0");
    }

    @Test
    void showsTheStateOfEachPart() throws Exception {
        health.set("archive", Health.State.WAITING, "status 503");
        final String scraped = ask("GET", "/metrics").body();
        assertThat(scraped)
                .contains("fluxwatch_health_part{part=\"archive\",service=\"ingest\",state=\"waiting\"} 1.0")
                .contains("fluxwatch_health_part{part=\"archive\",service=\"ingest\",state=\"up\"} 0.0");
        health.set("archive", Health.State.UP, "");
        assertThat(ask("GET", "/metrics").body())
                .contains("fluxwatch_health_part{part=\"archive\",service=\"ingest\",state=\"waiting\"} 0.0")
                .contains("fluxwatch_health_part{part=\"archive\",service=\"ingest\",state=\"up\"} 1.0");
    }

    @Test
    void isLiveButNotReadyBeforeItsPartsAre() throws Exception {
        assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(503);
        health.set("kafka", Health.State.UP, "");
        health.set("archive", Health.State.STARTING, "");
        assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(503);
        health.set("archive", Health.State.UP, "");
        assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void isLiveButNotReadyWhileAPartWaits() throws Exception {
        health.set("kafka", Health.State.UP, "");
        health.set("archive", Health.State.WAITING, "no answer for 3 min");
        assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);
        final HttpResponse<String> ready = ask("GET", "/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(ready.body())
                .isEqualTo("{\"archive\":{\"state\":\"WAITING\",\"detail\":\"no answer for 3 min\"},"
                        + "\"kafka\":{\"state\":\"UP\",\"detail\":\"\"}}");
    }

    @Test
    void isNotLiveWhenAPartHasFailed() throws Exception {
        health.set("kafka", Health.State.UP, "");
        health.set("archive", Health.State.FAILED, "login refused");
        assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(503);
        assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nowhere", "/", "/metricsfoo", "/metrics/", "/metrics/../metrics", "/health", "/health/live/x"})
    void answersNotFoundElsewhere(String path) throws Exception {
        assertThat(ask("GET", path).statusCode()).isEqualTo(404);
    }

    @Test
    void aHandlerThatThrowsAnswers500WithoutSayingWhy() throws Exception {
        server.handle("/broken", exchange -> {
            throw new IllegalStateException("no such day");
        });
        server.handle("/unreadable", exchange -> {
            throw new IOException("disk on fire");
        });
        server.handle("/deep", exchange -> {
            throw new StackOverflowError("too deep");
        });
        for (String path : List.of("/broken", "/unreadable", "/deep")) {
            assertThat(ask("GET", path).statusCode()).isEqualTo(500);
            assertThat(ask("GET", path).body()).isEqualTo("the request failed; the log says why\n");
        }
        assertThat(ask("GET", "/metrics").body())
                .contains("fluxwatch_http_requests_total{service=\"ingest\",status=\"500\"} 6.0");
    }

    @Test
    void addsWhatLiesBelowAPath() throws Exception {
        server.handleBelow("/days/", exchange -> StatusServer.respond(exchange, 200, "text/plain", new byte[] {'d'}));
        assertThat(ask("GET", "/days/2019-05-01").body()).isEqualTo("d");
        assertThat(ask("GET", "/days").statusCode()).isEqualTo(404);
    }

    @Test
    void everyAnswerCarriesTheHeadersThatProtectItsReader() throws Exception {
        server.handle("/broken", exchange -> {
            throw new IllegalStateException("no such day");
        });
        for (HttpResponse<String> answer : List.of(
                ask("GET", "/metrics"), ask("GET", "/nowhere"), ask("POST", "/metrics"), ask("GET", "/broken"))) {
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            HTTP/1.1 | localhost           | 200
            HTTP/1.1 | LOCALHOST:8460      | 200
            HTTP/1.1 | 127.0.0.1:80        | 200
            HTTP/1.1 | [::1]:8460          | 200
            HTTP/1.1 | page.example        | 200
            HTTP/1.1 | page.example.       | 200
            HTTP/1.1 | evil.example        | 421
            HTTP/1.1 | localhost.evil.example | 421
            HTTP/1.1 | 192.0.2.7           | 421
            HTTP/1.1 | localhost:80:80     | 421
            HTTP/1.1 | <b>                 | 421
            HTTP/1.1 | ''                  | 421
            HTTP/1.1 | none                | 421
            HTTP/1.0 | none                | 200
            HTTP/1.1 | localhost\\r\\nHost: evil.example | 400
            """)
    void answersOnlyToItsOwnNames(String version, String host, int status) throws Exception {
        final String answer = raw("GET /metrics " + version + "\r\n"
                + (host == null ? "" : "Host: " + host.translateEscapes() + "\r\n") + "Connection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        if (status == 421) assertThat(answer).doesNotContain("evil", "<b>").contains("http-names");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return ""; // closed with bytes unread
        }
    }

    @Test
    void aRequestThatIsNoneIsRefused() throws Exception {
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /metrics?a=%f HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /metrics?" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEmpty();
        assertThat(ask("GET", "/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void anEmptyBodyIsAnAnswerToo() throws Exception {
        server.handle("/empty", exchange -> StatusServer.respond(exchange, 204, "text/plain", new byte[0]));
        assertThat(ask("GET", "/empty").statusCode()).isEqualTo(204);
    }

    @Test
    void showsAndTakesNoOrders() throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            final HttpResponse<String> answer = ask(method, "/metrics");
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
            assertThat(answer.body()).isEqualTo("the method is refused, expected GET or HEAD\n");
        }
    }

    @Test
    void answersToHeadWithTheHeadersOfGet() throws Exception {
        for (String path : List.of("/health/live", "/nowhere")) {
            final HttpResponse<String> get = ask("GET", path);
            final HttpResponse<String> head = ask("HEAD", path);
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.body()).isEmpty();
            assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
        }
    }

    private static Map<String, List<String>> withoutDate(HttpResponse<?> answer) {
        final Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    @Test
    void aPortInUseIsAClearError() {
        assertThatThrownBy(() -> new StatusServer("publish", "127.0.0.1", List.of(), server.port(), registry, health))
                .hasMessageContainingAll(
                        "publish cannot listen on 127.0.0.1:" + server.port(),
                        "(another fluxwatch? set publish.http-port)");
    }

    @Test
    void anUnknownHostIsAClearError() {
        assertThatThrownBy(() -> new StatusServer("publish", "no.such.host.invalid", List.of(), 0, registry, health))
                .hasMessageContaining("publish cannot listen on no.such.host.invalid:0");
    }
}
