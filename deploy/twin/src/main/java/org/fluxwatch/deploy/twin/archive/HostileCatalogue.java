package org.fluxwatch.deploy.twin.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.fluxwatch.contract.service.StatusServer;

/// Answers of a catalogue that misbehaves.
final class HostileCatalogue {
    private static final String JSON = "application/json";

    private HostileCatalogue() {}

    /// @param good what it would answer else
    static void answer(HttpExchange exchange, Hostility hostility, ObjectNode good) throws IOException {
        switch (hostility) {
            case UNAVAILABLE -> respond(exchange, 503, "text/plain", "Service Unavailable\n");
            case TOO_MANY -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                respond(exchange, 429, "text/plain", "Too Many Requests\n");
            }
            case HTML_PAGE -> respond(exchange, 200, "text/html", "<!DOCTYPE html><title>Maintenance</title>");
            case PARTIAL -> {
                exchange.getResponseHeaders().set("CMR-Hits", good.path("hits").asText());
                exchange.getResponseHeaders().set("CMR-Time-Out", "true");
                final ArrayNode items = (ArrayNode) good.path("items");
                for (int left = items.size() / 2; items.size() > left; ) items.remove(left);
                respond(exchange, 200, JSON, good.toString());
            }
            case NO_LIST -> respond(exchange, 200, JSON, "{\"hits\": \"many\", \"items\": {}}");
            case ENDLESS_PAGES -> {
                exchange.getResponseHeaders().set("CMR-Hits", good.path("hits").asText());
                exchange.getResponseHeaders().set("CMR-Search-After", "[\"again\"]");
                respond(exchange, 200, JSON, good.toString());
            }
            case REDIRECT_LOOP -> redirect(exchange, exchange.getRequestURI().toString());
            case REDIRECT_NOWHERE -> redirect(exchange, "http://in valid/\\");
            case BREAKING_OFF -> {
                final byte[] body = good.toString().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", JSON);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
            }
            case FLAWED_RECORDS -> {
                final ArrayNode items = (ArrayNode) good.path("items");
                for (int n = items.size() - 1; n >= 0; n--) flaw(items, (ObjectNode) items.get(n));
                respond(exchange, 200, JSON, good.toString());
            }
        }
    }

    /// Adds flawed records after the likeness of a good one.
    private static void flaw(ArrayNode items, ObjectNode good) {
        final String url = good.at("/umm/RelatedUrls/0/URL").asText();
        ((ObjectNode) copy(items, good).at("/umm/RelatedUrls/0")).put("URL", url.replace("/data/", "/data/a b/"));
        ((ObjectNode) copy(items, good).at("/umm/RelatedUrls/0")).put("URL", url.replace("http:", "mailto:"));
        ((ObjectNode) copy(items, good).path("meta")).put("revision-id", -5);
        ((ObjectNode) copy(items, good).path("meta")).remove("revision-date");
        items.add(7);
    }

    /// A record of a granule of its own, so that it does not hide the good one.
    private static ObjectNode copy(ArrayNode items, ObjectNode good) {
        final ObjectNode copy = good.deepCopy();
        ((ObjectNode) copy.path("meta"))
                .put("concept-id", good.at("/meta/concept-id").asText() + items.size());
        items.add(copy);
        return copy;
    }

    private static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        StatusServer.respond(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void redirect(HttpExchange exchange, String place) throws IOException {
        exchange.getResponseHeaders().set("Location", place);
        exchange.sendResponseHeaders(302, -1);
    }
}
