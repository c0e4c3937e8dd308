package org.fluxwatch.contract.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fluxwatch.contract.topic.RecordSerde;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server of a service: metrics and health, and what else the service adds. The metric
/// `fluxwatch_ready{service}` is 1 while `/health/ready` answers yes, `fluxwatch_health_part{service, part, state}` for
/// the state that each part is in, `fluxwatch_http_requests_total{service, status}`
/// counts answers.
/// ```
/// request ──> name known? ──> GET or HEAD? ──> path known? ──> handler ──> 200 ...
///                │ 421            │ 405            │ 404          └──> 500, the reason in the log alone
///                └─> POST to a path for it alone ──> body whole, within its bound, and of its type? ──> handler
///                                                       │ 413                                │ 415
/// ```
/// A request that is none (a head of more than 16 KiB, a path that is no URI) never gets here: the JDK's server answers
/// 400 or closes. See [HttpBounds] for what is bounded.
public final class StatusServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
    private static final List<String> SHOWING = List.of("GET", "HEAD");
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String TEXT = "text/plain; charset=utf-8";

    /// What every answer carries. The page is files of its own server alone, without inline script or style; nobody
    /// frames it, and what is shown now is old in a minute.
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    static {
        HttpBounds.set();
    }

    private final String service;
    private final HttpServer server;
    private final HostNames names;
    private final MeterRegistry registry;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> shownParts = ConcurrentHashMap.newKeySet();
    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
    private final Map<String, HttpHandler> folders = new ConcurrentHashMap<>();
    private final Map<String, Posted> posts = new ConcurrentHashMap<>();

    /// Binds the port (0: any free one) and starts to answer.
    ///
    /// @param host name or address that the port is bound to
    /// @param furtherNames names by which the service is asked, beside those that [HostNames] finds by itself
    public StatusServer(
            String service,
            String host,
            List<String> furtherNames,
            int port,
            PrometheusMeterRegistry registry,
            Health health) {
        this.service = service;
        this.registry = registry;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    service + " cannot listen on " + host + ":" + port + ": " + e.getMessage()
                            + " (another fluxwatch? set " + service + ".http-port)",
                    e);
        }
        final List<String> all = new ArrayList<>(furtherNames);
        all.add(host);
        names = new HostNames(server.getAddress().getAddress(), all);
        server.setExecutor(threads);
        Gauge.builder("fluxwatch_ready", health, state -> state.ready() ? 1 : 0)
                .description("1 while /health/ready says yes")
                .tag("service", service)
                .register(registry);
        handle("/metrics", exchange -> {
            showParts(health);
            respond(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", utf8(registry.scrape()));
        });
        handle("/health/live", exchange -> answer(exchange, health.live(), health));
        handle("/health/ready", exchange -> answer(exchange, health.ready(), health));
        server.createContext("/", this::answer);
        server.start();
    }

    /// Parts come as the service goes on.
    private void showParts(Health health) {
        for (String part : health.parts().keySet())
            if (shownParts.add(part))
                for (Health.State state : Health.State.values())
                    Gauge.builder("fluxwatch_health_part", health, now -> isIn(now, part, state) ? 1 : 0)
                            .description("1 for the state that a part of the service's health is in")
                            .tags("service", service, "part", part, "state", state.label())
                            .register(registry);
    }

    private static boolean isIn(Health health, String part, Health.State state) {
        final Health.Part now = health.parts().get(part);
        return now != null && now.state() == state;
    }

    private static void answer(HttpExchange exchange, boolean good, Health health) throws IOException {
        respond(
                exchange,
                good ? 200 : 503,
                "application/json",
                RecordSerde.jsonMapper().writeValueAsBytes(health.parts()));
    }

    /// Adds a path, exactly this one. A handler that throws answers 500; a request other than GET or HEAD does not come
    /// to it, for a service shows and takes no orders.
    public void handle(String path, HttpHandler handler) {
        pages.put(path, handler);
    }

    /// Adds all that lies below a path, which ends with a slash.
    public void handleBelow(String path, HttpHandler handler) {
        folders.put(path, handler);
    }

    /// Answers a request with a body.
    @FunctionalInterface
    public interface BodyHandler {
        void handle(HttpExchange exchange, byte[] body) throws IOException;
    }

    private record Posted(int greatestBody, BodyHandler handler) {}

    /// Adds a path, exactly this one, for a protocol that asks by POST with a body of protobuf: that
    /// type alone, which a page of another origin cannot send unasked. No other method, and no other
    /// path takes POST; what is asked this way is shown all the same, and orders nothing.
    ///
    /// @param greatestBody bytes
    public void handlePost(String path, int greatestBody, BodyHandler handler) {
        posts.put(path, new Posted(greatestBody, handler));
    }

    private void answer(HttpExchange exchange) throws IOException {
        // closed here and not by try-with-resources, which would close before the catch can answer
        try {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            route(exchange);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail(exchange, e);
        } finally {
            count(exchange.getResponseCode());
            exchange.close();
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        final String host = exchange.getRequestHeaders().getFirst("Host");
        final @Nullable Posted posted = posts.get(exchange.getRequestURI().getPath());
        if (exchange.getRequestHeaders().getOrDefault("Host", List.of()).size() > 1)
            refuse(exchange, 400, "the header Host stands more than once");
        else if (host == null ? !exchange.getProtocol().equals("HTTP/1.0") : !names.allow(host))
            refuse(exchange, 421, service + " is not asked by this name; the setting http-names lists further ones");
        else if (posted != null) post(exchange, posted);
        else if (!SHOWING.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", SHOWING));
            refuse(exchange, 405, "the method is refused, expected GET or HEAD");
        } else handler(exchange.getRequestURI().getPath()).handle(exchange);
    }

    private static void post(HttpExchange exchange, Posted posted) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            refuse(exchange, 405, "the method is refused, expected POST");
            return;
        }
        final String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(PROTOBUF)) {
            refuse(exchange, 415, "the body is of another type, expected " + PROTOBUF);
            return;
        }
        final byte[] body = exchange.getRequestBody().readNBytes(posted.greatestBody() + 1);
        if (body.length > posted.greatestBody())
            refuse(exchange, 413, "the body is longer than " + posted.greatestBody() + " bytes");
        else posted.handler().handle(exchange, body);
    }

    private HttpHandler handler(String path) {
        final HttpHandler page = pages.get(path);
        if (page != null) return page;
        for (Map.Entry<String, HttpHandler> folder : folders.entrySet())
            if (path.startsWith(folder.getKey())) return folder.getValue();
        return exchange -> refuse(exchange, 404, "no such page");
    }

    private void fail(HttpExchange exchange, Throwable e) throws IOException {
        final String path = printable(exchange.getRequestURI().getRawPath());
        if (exchange.getResponseCode() != -1) {
            LOG.debug("the answer to {} broke off, most often because the client has gone", path, e);
            return;
        }
        LOG.warn("{}: the request for {} failed", service, path, e);
        refuse(exchange, 500, "the request failed; the log says why");
    }

    /// Of a raw path, which a client chose freely within what a URI may hold.
    private static String printable(String path) {
        return path.length() <= 200 ? path : path.substring(0, 200) + "...";
    }

    private void count(int status) {
        Counter.builder("fluxwatch_http_requests")
                .description("Answers by HTTP status")
                .tags("service", service, "status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    private static void refuse(HttpExchange exchange, int status, String text) throws IOException {
        respond(exchange, status, TEXT, utf8(text + "\n"));
    }

    /// Sends an answer; to HEAD only its headers, with the length of what GET would get.
    public static void respond(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        send(exchange, status, body.length);
        if (hasBody(exchange, body.length)) exchange.getResponseBody().write(body);
    }

    /// Sends the status and the headers.
    ///
    /// @param length of the body, bytes
    public static void send(HttpExchange exchange, int status, long length) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD"))
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        exchange.sendResponseHeaders(status, hasBody(exchange, length) ? length : -1);
    }

    /// Whether a body follows the headers.
    public static boolean hasBody(HttpExchange exchange, long length) {
        return length > 0 && !exchange.getRequestMethod().equals("HEAD");
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
