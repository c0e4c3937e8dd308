package org.fluxwatch.contract.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health health = new Health();
    private final StatusServer server = new StatusServer("ingest", "127.0.0.1", 0, registry, health);
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

    @Test
    void answersNotFoundElsewhere() throws Exception {
        assertThat(ask("GET", "/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void aHandlerThatThrowsAnswers500WithItsMessage() throws Exception {
        server.handle("/broken", exchange -> {
            throw new IllegalStateException("no such day");
        });
        server.handle("/unreadable", exchange -> {
            throw new IOException("disk on fire");
        });
        assertThat(ask("GET", "/broken").statusCode()).isEqualTo(500);
        assertThat(ask("GET", "/broken").body()).contains("no such day");
        assertThat(ask("GET", "/unreadable").body()).contains("disk on fire");
        assertThat(ask("GET", "/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void addsPathsWithWhatLiesBelow() throws Exception {
        server.handle("/days", exchange -> StatusServer.respond(exchange, 200, "text/plain", new byte[] {'d'}));
        assertThat(ask("GET", "/days/2019-05-01").body()).isEqualTo("d");
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
            assertThat(answer.body()).isEqualTo(method + " is refused, expected GET or HEAD");
        }
        assertThat(ask("HEAD", "/metrics").statusCode()).isEqualTo(200);
        assertThat(ask("HEAD", "/metrics").body()).isEmpty();
    }

    @Test
    void aPortInUseIsAClearError() {
        assertThatThrownBy(() -> new StatusServer("publish", "127.0.0.1", server.port(), registry, health))
                .hasMessageContainingAll(
                        "publish cannot listen on 127.0.0.1:" + server.port(),
                        "(another fluxwatch? set publish.http-port)");
    }

    @Test
    void anUnknownHostIsAClearError() {
        assertThatThrownBy(() -> new StatusServer("publish", "no.such.host.invalid", 0, registry, health))
                .hasMessageContaining("publish cannot listen on no.such.host.invalid:0");
    }
}
