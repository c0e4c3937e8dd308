package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxwatch.contract.service.StatusServer;

/// The page's own files, out of the program's jar; nothing else can be asked for. A browser that has one asks
/// whether it still stands.
public final class StaticPage {
    private static final String INDEX = "index.html";

    /// `THIRD-PARTY.md` in that folder says whose the files below `lib` are.
    private static final String FILES = """
            index.html page.css monitor.css
            address.js alarms.js api.js atlas.js behind.js card.js changes.js charts.js choice.js colour.js content.js
            csv.js cursor.js
            dates.js dayline.js downloads.js drawing.js explain.js fields.js head.js keys.js live.js map.js mapview.js
            overlay.js page.js panels.js parts.js
            pictures.js projection.js pulse.js reader.js series.js seriesmath.js skill.js strip.js tables.js tip.js words.js
            lib/THIRD-PARTY.md
            lib/topojson-client/feature.js lib/topojson-client/identity.js lib/topojson-client/mesh.js
            lib/topojson-client/reverse.js lib/topojson-client/stitch.js lib/topojson-client/transform.js
            lib/topojson-client/LICENSE
            lib/world-atlas/countries-50m.json lib/world-atlas/LICENSE
            """;

    private record Content(byte[] bytes, Etag etag) {}

    private final Map<String, Content> read = new ConcurrentHashMap<>();

    public void addTo(StatusServer server) {
        for (String name : files()) server.handle("/" + name, exchange -> answer(exchange, name));
        server.handle("/", exchange -> answer(exchange, INDEX));
    }

    static List<String> files() {
        return List.of(FILES.split("\\s+"));
    }

    private void answer(HttpExchange exchange, String name) throws IOException {
        Content content = read.get(name);
        if (content == null) {
            content = content(name);
            read.put(name, content);
        }
        content.etag().addTo(exchange);
        if (content.etag().isHad(exchange)) StatusServer.send(exchange, 304, 0);
        else StatusServer.respond(exchange, 200, type(name), content.bytes());
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "json" -> "application/json";
            default -> "text/plain; charset=utf-8";
        };
    }

    private static Content content(String name) throws IOException {
        try (InputStream in = StaticPage.class.getResourceAsStream("/org/fluxwatch/publish/page/" + name)) {
            if (in == null) throw new IllegalStateException("the program's jars have no " + name);
            final byte[] bytes = in.readAllBytes();
            return new Content(bytes, Etag.of(bytes));
        }
    }
}
