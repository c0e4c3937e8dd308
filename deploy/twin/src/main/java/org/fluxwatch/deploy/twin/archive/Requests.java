package org.fluxwatch.deploy.twin.archive;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.fluxwatch.contract.text.Address;

/// What was asked of the archive's hosts and how they answered, the latest thousand, without any secret.
public final class Requests extends Filter {
    private static final int MOST = 1000;
    private static final long LONGEST_WAIT_MILLIS = 5000;

    /// @param address with the values of its query masked
    /// @param authorization the scheme of what says who asks, such as Bearer; empty: nothing does
    /// @param cookies their names
    /// @param range of bytes asked for; empty: all
    /// @param status of the answer
    /// @param location where the answer leads, masked; empty: nowhere
    public record Request(
            String address, String authorization, List<String> cookies, String range, int status, String location) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "GET %s%n    Authorization: %s   Cookie: %s%s%n    %d%s",
                    address,
                    authorization.isEmpty() ? "-" : authorization,
                    cookies.isEmpty() ? "-" : String.join(", ", cookies),
                    range.isEmpty() ? "" : "   Range: " + range,
                    status,
                    location.isEmpty() ? "" : " -> " + location);
        }
    }

    private final List<Request> latest = new ArrayList<>();
    private int underWay;

    @Override
    public String description() {
        return "remembers requests";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        begin();
        try {
            chain.doFilter(exchange);
        } finally {
            end(of(exchange));
        }
    }

    private synchronized void begin() {
        underWay++;
    }

    private synchronized void end(Request request) {
        if (latest.size() == MOST) latest.removeFirst();
        latest.add(request);
        underWay--;
        notifyAll();
    }

    private static Request of(HttpExchange exchange) {
        final Headers headers = exchange.getRequestHeaders();
        final TreeSet<String> cookies = new TreeSet<>();
        for (String line : headers.getOrDefault("Cookie", List.of()))
            for (String cookie : line.split(";", -1)) cookies.add(cookie.strip().split("=", 2)[0]);
        return new Request(
                Address.print("http://" + headers.getFirst("Host") + exchange.getRequestURI()),
                Optional.ofNullable(headers.getFirst("Authorization"))
                        .map(value -> value.split(" ", 2)[0])
                        .orElse(""),
                List.copyOf(cookies),
                Optional.ofNullable(headers.getFirst("Range")).orElse(""),
                exchange.getResponseCode(),
                Optional.ofNullable(exchange.getResponseHeaders().getFirst("Location"))
                        .map(Address::print)
                        .orElse(""));
    }

    /// In the order of their answers. Waits a while for those under way: who asked may have the answer already.
    public synchronized List<Request> latest() throws InterruptedException {
        final long giveUpNanos = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000;
        while (underWay > 0 && System.nanoTime() < giveUpNanos) wait(LONGEST_WAIT_MILLIS);
        return List.copyOf(latest);
    }

    public synchronized void forget() {
        latest.clear();
    }
}
