package org.fluxwatch.contract.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fluxwatch.contract.topic.RecordSerde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server of a service: metrics and health, and what else the service adds. The metric
/// `fluxwatch_ready{service}` is 1 while `/health/ready` answers yes.
public final class StatusServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
    private static final List<String> SHOWING = List.of("GET", "HEAD");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Binds the port (0: any free one) and starts to answer.
    public StatusServer(String service, String host, int port, PrometheusMeterRegistry registry, Health health) {
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    service + " cannot listen on " + host + ":" + port + ": " + e.getMessage()
                            + " (another fluxwatch? set " + service + ".http-port)",
                    e);
        }
        server.setExecutor(threads);
        Gauge.builder("fluxwatch_ready", health, state -> state.ready() ? 1 : 0)
                .tag("service", service)
                .register(registry);
        handle(
                "/metrics",
                exchange ->
                        respond(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", utf8(registry.scrape())));
        handle("/health/live", exchange -> answer(exchange, health.live(), health));
        handle("/health/ready", exchange -> answer(exchange, health.ready(), health));
        server.start();
    }

    private static void answer(HttpExchange exchange, boolean good, Health health) throws IOException {
        respond(
                exchange,
                good ? 200 : 503,
                "application/json",
                RecordSerde.jsonMapper().writeValueAsBytes(health.parts()));
    }

    /// Adds a path (and what lies below it). A handler that throws answers 500 with its message; a request other than
    /// GET or HEAD is refused with 405, for a service shows and takes no orders.
    public void handle(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            // closed here and not by try-with-resources, which would close before the catch can answer
            try {
                if (SHOWING.contains(exchange.getRequestMethod())) handler.handle(exchange);
                else refuse(exchange);
            } catch (IOException | RuntimeException e) {
                fail(path, exchange, e);
            } finally {
                exchange.close();
            }
        });
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Allow", String.join(", ", SHOWING));
        respond(
                exchange,
                405,
                "text/plain; charset=utf-8",
                utf8(exchange.getRequestMethod() + " is refused, expected GET or HEAD"));
    }

    private static void fail(String path, HttpExchange exchange, Exception e) throws IOException {
        if (exchange.getResponseCode() != -1) {
            LOG.debug("the answer to {} broke off, most often because the client has gone", path, e);
            return;
        }
        LOG.warn("the request for {} failed", path, e);
        respond(exchange, 500, "text/plain; charset=utf-8", utf8(e.toString()));
    }

    public static void respond(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        final boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) exchange.getResponseBody().write(body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
