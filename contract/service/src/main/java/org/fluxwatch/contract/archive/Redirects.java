package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Messages;

/// Asks for an address once, and follows redirects by hand, so that at each step it is decided anew whether the token
/// is sent ([TokenPolicy]) and through which proxy ([Proxies]).
final class Redirects implements AutoCloseable {
    private static final int MOST = 10;
    private static final Duration LOOK = Duration.ofSeconds(30);

    /// How far a body has come, bytes.
    @FunctionalInterface
    interface Progress {
        long bytes() throws IOException;
    }

    private final HttpClient client;
    private final Proxies proxies;
    private final TokenPolicy policy;
    private final BearerToken token;
    private final Duration timeout;

    Redirects(ArchiveSettings archive, Proxies proxies) {
        this.proxies = proxies;
        policy = new TokenPolicy(archive.cmrUrl(), archive.tokenDomains());
        token = new BearerToken(archive);
        timeout = archive.requestTimeout();
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(30))
                .proxy(proxies)
                .build();
    }

    /// @return an answer that is no redirect
    /// @throws ArchiveException when asking again would not help
    <T> HttpResponse<T> follow(
            URI first, Map<String, String> headers, Purpose purpose, BodyHandler<T> handler, Progress progress)
            throws IOException, InterruptedException {
        URI uri = asked(first, purpose);
        for (int hop = 0; hop <= MOST; hop++) {
            final Optional<Proxies.Named> proxy = proxies.of(uri);
            final HttpRequest request = request(uri, headers, purpose, proxy);
            final HttpResponse<T> answer = send(request, handler, progress, proxy);
            final int status = answer.statusCode();
            if (status < 300 || status >= 400 || status == 304) return answer;
            final URI next = next(first, uri, answer, purpose);
            requireNoLogin(first, uri, next);
            uri = next;
        }
        throw new ArchiveException(purpose.unusable, Address.print(first) + ": more than " + MOST + " redirects", null);
    }

    private static URI asked(URI first, Purpose purpose) throws ArchiveException {
        try {
            return Address.http(first.toString());
        } catch (URISyntaxException e) {
            throw new ArchiveException(purpose.unusable, Messages.of(e), null);
        }
    }

    private HttpRequest request(URI uri, Map<String, String> headers, Purpose purpose, Optional<Proxies.Named> proxy)
            throws ArchiveException {
        try {
            final HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(timeout)
                    .header("User-Agent", "fluxwatch")
                    .header("Client-Id", "fluxwatch")
                    .header("Accept-Encoding", "identity");
            headers.forEach(request::header);
            proxy.flatMap(Proxies.Named::authorization)
                    .ifPresent(value -> request.header("Proxy-Authorization", value));
            if (purpose == Purpose.DOWNLOAD && policy.covers(uri))
                token.value().ifPresent(value -> request.header("Authorization", "Bearer " + value));
            return request.build();
        } catch (IllegalArgumentException e) {
            // its own message may quote a header
            throw new ArchiveException(
                    purpose.unusable, Address.print(uri) + ": cannot be asked for, address or headers are none", null);
        }
    }

    private static URI next(URI first, URI from, HttpResponse<?> answer, Purpose purpose) throws ArchiveException {
        final String location = answer.headers().firstValue("Location").orElse("");
        final String said = Address.print(first) + ": status " + answer.statusCode();
        if (location.isEmpty()) throw new ArchiveException(purpose.unusable, said + " without Location", null);
        final URI next;
        try {
            next = Address.resolve(from, location);
        } catch (URISyntaxException e) {
            throw new ArchiveException(purpose.unusable, said + " redirects to no address: " + e.getMessage(), null);
        }
        if (from.getScheme().equalsIgnoreCase("https") && !next.getScheme().equalsIgnoreCase("https"))
            throw new ArchiveException(
                    purpose.unusable,
                    said + " redirects from https to " + Address.print(next) + ", expected https",
                    null);
        return next;
    }

    /// An archive that sends us to a login has not taken the token; following would fetch a login page as the file.
    private void requireNoLogin(URI first, URI from, URI next) throws ArchiveException {
        final boolean login = "urs.earthdata.nasa.gov".equalsIgnoreCase(next.getHost())
                || next.toString().contains("/oauth/authorize")
                || next.toString().contains("error=access_denied");
        if (login)
            throw refused(first, from, "asks for a login (" + next.getHost() + Address.print(next.getPath()) + ")");
    }

    /// @param from the address that refuses; the archive's fault only if it was sent the token
    ArchiveException refused(URI first, URI from, String how) {
        return policy.covers(from)
                ? new ArchiveException(
                        Reason.REFUSED,
                        Address.print(first) + ": " + how + ": archive.token must be a valid Earthdata token of a user"
                                + " who has approved the application 'NASA GESDISC DATA ARCHIVE'",
                        null)
                : new ArchiveException(
                        Reason.FILE,
                        Address.print(first) + ": " + how + "; " + Address.print(from)
                                + " is sent no token (archive.token-domains)",
                        null);
    }

    private <T> HttpResponse<T> send(
            HttpRequest request, BodyHandler<T> handler, Progress progress, Optional<Proxies.Named> proxy)
            throws IOException, InterruptedException {
        try {
            final HttpResponse<T> answer = send(request, handler, progress);
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
    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, Progress progress)
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
