package org.fluxwatch.contract.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.SettingsLoader;

/// An archive in this process: handlers by path, and what was asked of them. It has deleted nothing unless told so.
public final class FakeArchive implements AutoCloseable {
    /// A request as it came in.
    public record Asked(String query, String path, Map<String, List<String>> headers) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    public static final String DELETED = "/search/deleted-granules.json";
    public static final String COLLECTION = "C2912085112-GES_DISC";

    private final HttpServer server;
    private final Set<String> paths = new HashSet<>();
    public final List<Asked> asked = new CopyOnWriteArrayList<>();

    public FakeArchive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        on(DELETED, exchange -> answer(exchange, 200, "[]"));
        server.start();
    }

    /// A later handler of the same path takes the place of the earlier.
    public void on(String path, HttpHandler handler) {
        if (!paths.add(path)) server.removeContext(path);
        server.createContext(path, exchange -> {
            try (exchange) {
                asked.add(new Asked(
                        exchange.getRequestURI().getQuery(),
                        exchange.getRequestURI().getPath(),
                        Map.copyOf(exchange.getRequestHeaders())));
                handler.handle(exchange);
            }
        });
    }

    public static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /// @param host 127.0.0.1 or localhost: the same server under two names
    public URI uri(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    public URI uri(String path) {
        return uri("127.0.0.1", path);
    }

    /// @param more further keys of `archive`, YAML flow style
    public ArchiveSettings settings(String more) {
        return SettingsLoader.parse(
                        "archive: {kind: http, cmr-url: '" + uri("")
                                + "', attempts: 3"
                                + (more.contains("products:") ? "" : ", products: [OCO2_L2_Lite_FP.11.2r]")
                                + (more.isEmpty() ? "" : ", " + more) + "}",
                        "test",
                        Map.of())
                .archive();
    }

    /// An item of `granules.umm_json`.
    public static String item(String concept, int revision, String revised, String url, String more) {
        return """
                {"meta": {"concept-id": "%s", "revision-id": %d, "revision-date": "%s",
                  "collection-concept-id": "%s"},
                 "umm": {"GranuleUR": "OCO2_L2_Lite_FP.11.2r:%s",
                  "RelatedUrls": [
                   {"URL": "s3://bucket/x.nc4", "Type": "GET DATA VIA DIRECT ACCESS"},
                   {"URL": "https://example.nasa.gov/x.nc4.html", "Type": "USE SERVICE API"},
                   {"URL": "%s", "Type": "GET DATA"}]%s}}""".formatted(
                        concept, revision, revised, COLLECTION, url.substring(url.lastIndexOf('/') + 1), url, more);
    }

    /// An item of `deleted-granules.json`.
    public static String deleted(String concept, String name, String date) {
        return """
                {"granule-ur": "OCO2_L2_Lite_FP.11.2r:%s", "revision-date": "%s", "parent-collection-id": "%s",
                 "concept-id": "%s", "provider-id": "GES_DISC"}""".formatted(name, date, COLLECTION, concept);
    }

    public static String page(String... items) {
        return "{\"hits\": 9, \"took\": 1, \"items\": [" + String.join(",", items) + "]}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
