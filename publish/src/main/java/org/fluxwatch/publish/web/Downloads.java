package org.fluxwatch.publish.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.signature.FileSignature;

/// The product files themselves, whole or in part, never held in memory. A client that breaks off goes on with `Range`
/// and `If-Range`: it gets the rest of the same file, or the whole of the one that has taken its place.
final class Downloads {
    static final String PATH = "/products/";
    private static final int BLOCK = 1 << 16;

    private final ProductFolder folder;

    Downloads(ProductFolder folder) {
        this.folder = folder;
    }

    void answer(HttpExchange exchange) throws IOException, Refused {
        final String path = exchange.getRequestURI().getPath().substring(PATH.length());
        final Path file = folder.find(path).orElseThrow(Downloads::none);
        try (Opened opened = Opened.of(file)) {
            answer(exchange, file, opened);
        } catch (NoSuchFileException e) {
            throw none();
        }
    }

    /// One open file for tag, length and bytes: a newer revision may take its place meanwhile.
    private record Opened(FileChannel channel, Etag etag) implements AutoCloseable {
        static Opened of(Path file) throws IOException {
            while (true) {
                final Etag before = Etag.of(file);
                final FileChannel channel = FileChannel.open(file);
                try {
                    if (Etag.of(file).equals(before)) return new Opened(channel, before);
                } catch (Throwable e) {
                    channel.close();
                    throw e;
                }
                channel.close();
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static void answer(HttpExchange exchange, Path file, Opened opened) throws IOException, Refused {
        final Headers headers = exchange.getResponseHeaders();
        opened.etag.addTo(exchange);
        headers.set("Accept-Ranges", "bytes");
        if (opened.etag.isHad(exchange)) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        final long length = opened.channel.size();
        final ByteRange.Asked asked = asked(exchange, opened.etag, length);
        if (asked instanceof ByteRange.Asked.Beyond) {
            headers.set("Content-Range", "bytes */" + length);
            throw new Refused(416, "the range lies beyond the file's end");
        }
        final String name = file.getFileName().toString();
        headers.set("Content-Type", type(name));
        headers.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
        if (asked instanceof ByteRange.Asked.Part(ByteRange range)) {
            headers.set("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + length);
            send(exchange, 206, opened.channel, range);
        } else send(exchange, 200, opened.channel, new ByteRange(0, length - 1));
    }

    private static Refused none() {
        return new Refused(404, "no such product");
    }

    private static String type(String name) {
        if (name.endsWith(".nc")) return "application/x-netcdf";
        if (name.endsWith(FileSignature.SUFFIX)) return "text/plain";
        return name.endsWith(".json") ? "application/json" : "application/octet-stream";
    }

    /// A range counts only with GET: RFC 9110, 14.2.
    private static ByteRange.Asked asked(HttpExchange exchange, Etag etag, long length) {
        if (!exchange.getRequestMethod().equals("GET")) return new ByteRange.Asked.Whole();
        final List<String> condition = exchange.getRequestHeaders().getOrDefault("If-Range", List.of());
        if (!condition.isEmpty() && !condition.equals(List.of(etag.text()))) return new ByteRange.Asked.Whole();
        return ByteRange.of(exchange.getRequestHeaders().getOrDefault("Range", List.of()), length);
    }

    private static void send(HttpExchange exchange, int status, FileChannel channel, ByteRange range)
            throws IOException {
        StatusServer.send(exchange, status, range.length());
        if (!StatusServer.hasBody(exchange, range.length())) return;
        final OutputStream out = exchange.getResponseBody();
        final ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long at = range.first();
        while (at <= range.last()) {
            block.clear().limit((int) Math.min(BLOCK, range.last() + 1 - at));
            final int read = channel.read(block, at);
            if (read < 0) throw new IOException("the file ends before byte " + at);
            out.write(block.array(), 0, read);
            at += read;
        }
    }
}
