package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.text.Address;

/// Single requests, with one cookie jar, through proxies ([Proxies]), each given up when nothing arrives any more or
/// too little ([Pace]). Follows no redirect.
final class WatchedRequests implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(30);

    /// How far a body has come, bytes.
    @FunctionalInterface
    interface Progress {
        long bytes() throws IOException;
    }

    private final HttpClient client;
    private final Proxies proxies;
    private final Duration timeout;

    WatchedRequests(Duration timeout, Proxies proxies) {
        this.timeout = timeout;
        this.proxies = proxies;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .cookieHandler(new CookieManager(null, WatchedRequests::mayHave))
                .connectTimeout(Duration.ofSeconds(30))
                .proxy(proxies)
                .build();
    }

    /// A host sets cookies for itself and for domains it is in (RFC 6265, 5.1.3). The JDK's own policy refuses those
    /// for a domain two levels up, and with them the session of data.gesdisc.earthdata.nasa.gov.
    static boolean mayHave(URI uri, HttpCookie cookie) {
        final String host = uri.getHost().toLowerCase(Locale.ROOT);
        final String domain = cookie.getDomain().toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
        return host.equals(domain)
                || host.equals(domain.replaceFirst("\\.local$", ""))
                || domain.contains(".") && host.endsWith("." + domain);
    }

    /// @param authorization value of the header, if it is sent
    /// @param progress of the body that the handler takes
    <T> HttpResponse<T> ask(
            URI uri,
            Map<String, String> headers,
            Optional<String> authorization,
            Purpose purpose,
            BodyHandler<T> handler,
            Progress progress)
            throws IOException, InterruptedException {
        return send(request(uri, headers, authorization, purpose), handler, progress);
    }

    private HttpRequest request(URI uri, Map<String, String> headers, Optional<String> authorization, Purpose purpose)
            throws ArchiveException {
        try {
            final HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(timeout)
                    .header("User-Agent", "fluxwatch")
                    .header("Client-Id", "fluxwatch")
                    .header("Accept-Encoding", "identity");
            headers.forEach(request::header);
            proxies.of(uri)
                    .flatMap(Proxies.Named::authorization)
                    .ifPresent(value -> request.header("Proxy-Authorization", value));
            authorization.ifPresent(value -> request.header("Authorization", value));
            return request.build();
        } catch (IllegalArgumentException e) {
            // its own message may quote a header
            throw new ArchiveException(
                    purpose.unusable, Address.print(uri) + ": cannot be asked for, address or headers are none", null);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, Progress progress)
            throws IOException, InterruptedException {
        final Optional<Proxies.Named> proxy = proxies.of(request.uri());
        try {
            final HttpResponse<T> answer = sendAndWatch(request, handler, progress);
            if (proxy.isPresent() && answer.statusCode() == 407)
                throw new ArchiveException(
                        Reason.UNREACHABLE,
                        proxy.get() + " wants a user and password that it takes: http://user:password@host:port (407)",
                        null);
            return answer;
        } catch (ArchiveException | DiskException | LongBodyException e) {
            throw e;
        } catch (IOException e) {
            if (proxy.isEmpty()) throw e;
            throw new IOException(describe(e) + ", through " + proxy.get(), e);
        }
    }

    /// Gives up when nothing at all has arrived for the length of the time-out, or too little. (The client's own
    /// time-out ends with the headers.)
    private <T> HttpResponse<T> sendAndWatch(HttpRequest request, BodyHandler<T> handler, Progress progress)
            throws IOException, InterruptedException {
        final Pace pace = new Pace(timeout, System.nanoTime(), progress.bytes());
        final CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
        final long lookMillis = Math.max(1, Math.min(LOOK.toMillis(), timeout.toMillis()));
        try {
            while (true) {
                try {
                    return answer.get(lookMillis, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    final long now = System.nanoTime();
                    final long bytes = progress.bytes();
                    if (pace.hasStopped(now, bytes)) throw new HttpTimeoutException("nothing arrived for " + timeout);
                    final Optional<String> slow = pace.tooSlow(now, bytes);
                    if (slow.isPresent())
                        throw new ArchiveException(Reason.FILE, Address.print(request.uri()) + " " + slow.get(), null);
                }
            }
        } catch (ExecutionException e) {
            throw ioCause(e);
        } finally {
            answer.cancel(true);
        }
    }

    private static IOException ioCause(ExecutionException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause())
            if (cause instanceof DiskException || cause instanceof LongBodyException) return (IOException) cause;
        return e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }

    static String describe(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            if (cause instanceof UnresolvedAddressException) return "the name of the host is not known";
        final String message = e.getMessage() == null ? "" : e.getMessage();
        final String kind = e.getClass().getSimpleName();
        if (message.isBlank()) return kind;
        return e.getClass() == IOException.class ? message : kind + ", " + message;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
