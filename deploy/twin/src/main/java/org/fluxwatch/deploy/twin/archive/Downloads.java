package org.fluxwatch.deploy.twin.archive;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.service.StatusServer;

/// Sends files, whole or one range of bytes.
final class Downloads implements AutoCloseable {
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

    private final CountDownLatch closed = new CountDownLatch(1);

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
        if (damage.isEmpty()) send(exchange, granule.get());
        else
            switch (damage.get()) {
                case LOGIN_PAGE ->
                    StatusServer.respond(
                            exchange, 200, "text/html; charset=utf-8", LOGIN_PAGE.getBytes(StandardCharsets.UTF_8));
                case TRUNCATED -> send(exchange, granule.get(), After.BREAKS_OFF);
                case STALLED -> send(exchange, granule.get(), After.STALLS);
                case SHORTER -> sendBytes(exchange, granule.get(), granule.get().bytes() / 2);
                case LONGER ->
                    sendBytes(exchange, granule.get(), 2 * granule.get().bytes());
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
        else send(exchange, granule.get());
    }

    /// What comes after half of the bytes announced.
    private enum After {
        THE_REST,
        BREAKS_OFF,
        STALLS
    }

    private void send(HttpExchange exchange, ArchivedGranule granule) throws IOException {
        send(exchange, granule, After.THE_REST);
    }

    /// A file of another length than the catalogue has: its first bytes, and zeros.
    private static void sendBytes(HttpExchange exchange, ArchivedGranule granule, long bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-hdf5");
        exchange.sendResponseHeaders(200, bytes);
        copy(exchange, granule, 0, Math.min(bytes, granule.bytes()));
        for (long left = bytes - granule.bytes(); left > 0; left--)
            exchange.getResponseBody().write(0);
        exchange.getResponseBody().flush();
    }

    private void send(HttpExchange exchange, ArchivedGranule granule, After after) throws IOException {
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
        copy(exchange, granule, first, after == After.THE_REST ? end - first : (end - first) / 2);
        if (after == After.STALLS) stall();
    }

    private void stall() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the archive closes");
        }
    }

    @Override
    public void close() {
        closed.countDown();
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
