package org.fluxwatch.publish.web.v1;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.web.Json;

/// Tells who listens of each product that is written: server-sent events, as the HTML standard has them.
/// ```
/// id: 6f1c2a90-16 | retry: 1000                            before all others: where the stream begins
/// id: 6f1c2a90-17 | event: day | data: {"domain": ...}     a day or month has been written
/// event: reset                                             some were missed: list the days
/// : keep-alive                                             every quarter of a minute
/// ```
/// The server ends every answer after two minutes, so that each stream ends a little before; a client comes again at
/// once, and with `Last-Event-ID` misses nothing that is still remembered.
public final class DayEvents implements AutoCloseable {
    static final int MOST_LISTENERS = 64;
    private static final int REMEMBERED = 256;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final long MARGIN_S = 20;

    /// Tells this process' events from those of one before.
    private final String process =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

    private final Deque<Event> recent = new ArrayDeque<>();
    private final Duration longest;
    private long count;
    private int listeners;
    private boolean isClosed;

    private record Event(long number, String data) {}

    public DayEvents() {
        this(Duration.ofSeconds(Math.max(5, Long.getLong("sun.net.httpserver.maxRspTime", 120) - MARGIN_S)));
    }

    /// @param longest that a stream may last
    DayEvents(Duration longest) {
        this.longest = longest;
    }

    /// A product's files are all in their places.
    public void written(Product product) {
        final Map<String, Object> data = new LinkedHashMap<>();
        data.put("domain", product.identity().domain());
        data.put("system", product.identity().system().label());
        data.put("day", product.begin().toString());
        data.put("revision", product.identity().revision());
        add(RecordSerde.jsonMapper().valueToTree(data).toString());
    }

    private synchronized void add(String data) {
        recent.addLast(new Event(++count, data));
        if (recent.size() > REMEMBERED) recent.removeFirst();
        notifyAll();
    }

    void answer(HttpExchange exchange) throws IOException {
        if (!begin()) {
            exchange.getResponseHeaders().set("Retry-After", "10");
            Json.error(exchange, 503, "there are " + MOST_LISTENERS + " listeners already, ask again later");
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            final boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, isHead ? -1 : 0);
            if (!isHead)
                stream(exchange.getResponseBody(), exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (isClosed || listeners == MOST_LISTENERS) return false;
        listeners++;
        return true;
    }

    private synchronized void end() {
        listeners--;
    }

    private void stream(OutputStream out, String lastId) throws IOException, InterruptedException {
        final long end = System.nanoTime() + longest.toNanos();
        final OptionalLong last = last(lastId);
        long seen = last.orElse(counted());
        send(out, "id: " + process + "-" + seen + "\nretry: 1000\n\n");
        if (lastId != null && last.isEmpty()) send(out, reset());
        while (true) {
            final long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) return;
            final List<Event> news = await(seen, Math.min(left, KEEP_ALIVE.toMillis()));
            if (closed()) return;
            if (news.isEmpty()) send(out, ": keep-alive\n\n");
            else if (news.getFirst().number > seen + 1) send(out, reset());
            for (Event event : news)
                send(out, "id: " + process + "-" + event.number + "\nevent: day\ndata: " + event.data + "\n\n");
            if (!news.isEmpty()) seen = news.getLast().number;
        }
    }

    private static String reset() {
        return "event: reset\ndata: {}\n\n";
    }

    /// The number in an identifier of this process; empty when it is of another one or none.
    private OptionalLong last(String id) {
        if (id == null || !id.matches(process + "-\\d{1,18}")) return OptionalLong.empty();
        final long number = Long.parseLong(id.substring(process.length() + 1));
        return number <= counted() ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private synchronized long counted() {
        return count;
    }

    private synchronized boolean closed() {
        return isClosed;
    }

    /// Events after one, as soon as there are any; none when time is up.
    private synchronized List<Event> await(long seen, long milliseconds) throws InterruptedException {
        final long end = System.nanoTime() + milliseconds * 1_000_000;
        while (count == seen && !isClosed) {
            final long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) break;
            wait(left);
        }
        final List<Event> news = new ArrayList<>();
        for (Event event : recent) if (event.number > seen) news.add(event);
        return news;
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// Ends all streams; a server waits for them before it is closed.
    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }
}
