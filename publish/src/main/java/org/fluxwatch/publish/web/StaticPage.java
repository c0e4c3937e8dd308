package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.fluxwatch.contract.service.StatusServer;

/// The page's own files, out of the program's jar; nothing else can be asked for.
public final class StaticPage {
    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            INDEX,
            "text/html; charset=utf-8",
            "page.css",
            "text/css; charset=utf-8",
            "page.js",
            "text/javascript; charset=utf-8",
            "map.js",
            "text/javascript; charset=utf-8",
            "projection.js",
            "text/javascript; charset=utf-8",
            "colour.js",
            "text/javascript; charset=utf-8",
            "changes.js",
            "text/javascript; charset=utf-8",
            "content.js",
            "text/javascript; charset=utf-8",
            "tables.js",
            "text/javascript; charset=utf-8",
            "tip.js",
            "text/javascript; charset=utf-8");

    public void addTo(StatusServer server) {
        TYPES.forEach((name, type) -> server.handle("/" + name, exchange -> answer(exchange, name, type)));
        server.handle("/", exchange -> answer(exchange, INDEX, "text/html; charset=utf-8"));
    }

    private static void answer(HttpExchange exchange, String name, String type) throws IOException {
        try (InputStream in = StaticPage.class.getResourceAsStream("/org/fluxwatch/publish/page/" + name)) {
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            StatusServer.respond(exchange, 200, type, in.readAllBytes());
        }
    }
}
