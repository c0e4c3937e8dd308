package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.fluxwatch.contract.service.StatusServer;

/// The page's own files, out of the program's jar; nothing else can be asked for.
public final class StaticPage {
    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "page.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8",
            "map.js", "text/javascript; charset=utf-8",
            "projection.js", "text/javascript; charset=utf-8",
            "colour.js", "text/javascript; charset=utf-8",
            "tables.js", "text/javascript; charset=utf-8");

    public void addTo(StatusServer server) {
        server.handle("/", StaticPage::answer);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        final String path = exchange.getRequestURI().getPath();
        final String name = path.equals("/") ? "index.html" : path.substring(1);
        final String type = TYPES.get(name);
        if (type == null) {
            Json.error(exchange, 404, "no such page: " + path);
            return;
        }
        try (InputStream in = StaticPage.class.getResourceAsStream("/org/fluxwatch/publish/page/" + name)) {
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:");
            StatusServer.respond(exchange, 200, type, in.readAllBytes());
        }
    }
}
