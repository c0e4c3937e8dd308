package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxwatch.contract.text.Sha256;

/// By what a client knows that it has an answer already: strong validators, RFC 9110, 8.8.3.
///
/// @param text with its quotation marks
public record Etag(String text) {
    private static final int DIGITS = 32;

    /// Of the answer's own bytes.
    public static Etag of(byte[] body) {
        return new Etag('"' + Sha256.hex(body).substring(0, DIGITS) + '"');
    }

    /// Of a file that is never changed in place: what replaces it is another file, written at another time.
    static Etag of(Path file) throws IOException {
        final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        final String identity =
                now.fileKey() + " " + now.size() + " " + now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        return of(identity.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether the client says in `If-None-Match` that it has the answer.
    public boolean isHad(HttpExchange exchange) {
        final List<String> headers = exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of());
        for (String header : headers)
            for (String tag : header.split(",", -1)) {
                final String one = tag.strip();
                if (one.equals("*") || (one.startsWith("W/") ? one.substring(2) : one).equals(text)) return true;
            }
        return false;
    }

    /// Says which it is, and that a client may keep the answer if it asks each time whether it still stands.
    public void addTo(HttpExchange exchange) {
        exchange.getResponseHeaders().set("ETag", text);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    }
}
