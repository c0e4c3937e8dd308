package org.fluxwatch.deploy.twin.archive;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.service.StatusServer;

/// Sends files, whole or one range of bytes.
final class Downloads {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Earthdata Login</title></head><body>"
            + "Please approve the application NASA GESDISC DATA ARCHIVE.</body></html>";

    /// Where signed addresses lead.
    static final String SIGNED = "/signed";

    private static final String SIGNATURE = "twin";

    private final GranuleStore store;
    private final Faults faults;
    private final URI signed;

    /// @param signed host of signed addresses
    Downloads(GranuleStore store, Faults faults, URI signed) {
        this.store = store;
        this.faults = faults;
        this.signed = signed;
    }

    void send(HttpExchange exchange) throws IOException {
        final Optional<ArchivedGranule> granule =
                store.atPath(exchange.getRequestURI().getPath());
        if (granule.isEmpty()) {
            StatusServer.respond(exchange, 404, "text/plain", "Not Found\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        final Optional<Faults.Damage> damage = faults.nextDamage();
        if (damage.isEmpty()) send(exchange, granule.get(), 1.0);
        else
            switch (damage.get()) {
                case LOGIN_PAGE ->
                    StatusServer.respond(
                            exchange, 200, "text/html; charset=utf-8", LOGIN_PAGE.getBytes(StandardCharsets.UTF_8));
                case TRUNCATED -> send(exchange, granule.get(), 0.5);
                case ELSEWHERE -> {
                    exchange.getResponseHeaders()
                            .set("Location", signed + SIGNED + granule.get().dataPath() + "?signature=" + SIGNATURE);
                    exchange.sendResponseHeaders(303, -1);
                }
            }
    }

    /// A signed address lets in whoever has it, and nobody who also says otherwise who he is.
    void sendSigned(HttpExchange exchange) throws IOException {
        final String path = exchange.getRequestURI().getPath().substring(SIGNED.length());
        final Optional<ArchivedGranule> granule = store.atPath(path);
        final boolean signed =
                ("signature=" + SIGNATURE).equals(exchange.getRequestURI().getRawQuery());
        if (granule.isEmpty() || !signed || exchange.getRequestHeaders().containsKey("Authorization"))
            StatusServer.respond(
                    exchange,
                    400,
                    "application/xml",
                    "<Error><Code>InvalidArgument</Code></Error>\n".getBytes(StandardCharsets.UTF_8));
        else send(exchange, granule.get(), 1.0);
    }

    /// @param share of the bytes announced that are sent before the connection breaks off
    private static void send(HttpExchange exchange, ArchivedGranule granule, double share) throws IOException {
        final String range = exchange.getRequestHeaders().getFirst("Range");
        final Matcher matcher = RANGE.matcher(range == null ? "" : range);
        final String condition = exchange.getRequestHeaders().getFirst("If-Range");
        // any other kind of range may be ignored, and one of bytes that have changed must be (RFC 9110, 14.2, 13.1.5)
        final boolean partial =
                matcher.matches() && (condition == null || condition.equals(date(granule.revisionDate())));
        final long first = partial ? Long.parseLong(matcher.group(1)) : 0;
        final long end = partial && !matcher.group(2).isEmpty()
                ? Math.min(granule.bytes(), Long.parseLong(matcher.group(2)) + 1)
                : granule.bytes();
        final Headers headers = exchange.getResponseHeaders();
        headers.set("Accept-Ranges", "bytes");
        if (partial && first >= end) {
            headers.set("Content-Range", "bytes */" + granule.bytes());
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        headers.set("Content-Type", "application/x-hdf5");
        headers.set("Last-Modified", date(granule.revisionDate()));
        headers.set("Content-Disposition", "attachment; filename=" + granule.name());
        if (partial) headers.set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + granule.bytes());
        exchange.sendResponseHeaders(partial ? 206 : 200, end - first);
        copy(exchange, granule, first, (long) (share * (end - first)));
    }

    private static void copy(HttpExchange exchange, ArchivedGranule granule, long first, long length)
            throws IOException {
        final byte[] buffer = new byte[65_536];
        try (InputStream file = Files.newInputStream(granule.file())) {
            file.skipNBytes(first);
            long left = length;
            while (left > 0) {
                final int read = file.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0)
                    throw new IOException(
                            granule.file() + " ends " + left + " bytes early, expected " + granule.bytes());
                exchange.getResponseBody().write(buffer, 0, read);
                left -= read;
            }
            exchange.getResponseBody().flush();
        }
    }

    private static String date(Instant instant) {
        return HTTP_DATE.format(instant);
    }
}
