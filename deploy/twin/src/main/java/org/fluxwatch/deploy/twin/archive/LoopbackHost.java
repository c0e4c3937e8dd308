package org.fluxwatch.deploy.twin.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// One more host of the archive: an address 127.0.0.n of this machine, at a free port. Cookies are kept by host and not
/// by port, so that hosts need different names. Where the machine has one loopback address only it is that; an archive
/// that others reach by its name has that name alone.
final class LoopbackHost implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Requests requests;
    private final String name;

    /// Answers a request.
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /// @param last n of 127.0.0.n
    LoopbackHost(int last, Requests requests) throws IOException {
        this(bind(last), requests, Optional.empty());
    }

    private LoopbackHost(HttpServer server, Requests requests, Optional<String> name) {
        this.server = server;
        this.requests = requests;
        this.name = name.orElseGet(() -> server.getAddress().getAddress().getHostAddress());
        server.setExecutor(threads);
        server.start();
    }

    /// The same, at all addresses of the machine where others reach it by a name.
    static LoopbackHost of(int last, Requests requests, Optional<String> name) throws IOException {
        return name.isEmpty()
                ? new LoopbackHost(last, requests)
                : new LoopbackHost(HttpServer.create(new InetSocketAddress(0), 0), requests, name);
    }

    private static HttpServer bind(int last) throws IOException {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last}), 0), 0);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
    }

    void handle(String path, Answer answer) {
        server.createContext(path, exchange -> {
                    try (exchange) {
                        if ("GET".equals(exchange.getRequestMethod())) answer.to(exchange);
                        else exchange.sendResponseHeaders(405, -1);
                    }
                })
                .getFilters()
                .add(requests);
    }

    /// Without a trailing slash.
    URI url() {
        return URI.create("http://" + name + ":" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
