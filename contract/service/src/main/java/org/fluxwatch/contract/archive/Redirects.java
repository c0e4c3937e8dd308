package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
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
/// is sent ([TokenPolicy]), or name and password to the login ([LoginGate]), and through which proxy ([Proxies]).
/// ```
/// data host -- 302 --> login, Basic -- 302 --> data host, sets a cookie -- 302 --> the file, or a signed address of it
/// ```
/// Nothing that says who we are is sent on to the next address.
final class Redirects implements AutoCloseable {
    private static final int MOST = 10;

    /// Where NASA's own archive sends to log in, whatever settings say.
    private static final String NASA = "urs.earthdata.nasa.gov";

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
    private final Origin login;
    private final LoginSource source;
    private final LoginGate gate;
    private final Refusals refusals;
    private final Duration timeout;

    /// @param clock says when a password that was refused may be tried again
    Redirects(ArchiveSettings archive, Map<String, String> environment, InstantSource clock) {
        proxies = new Proxies(environment);
        policy = new TokenPolicy(archive.cmrUrl(), archive.tokenDomains());
        token = new BearerToken(archive);
        login = Origin.of(archive.loginUrl());
        source = new LoginSource(environment, login.host());
        gate = new LoginGate(source, clock);
        refusals = new Refusals(archive, policy, token, clock);
        timeout = archive.requestTimeout();
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .cookieHandler(new CookieManager(null, Redirects::mayHave))
                .connectTimeout(Duration.ofSeconds(30))
                .proxy(proxies)
                .build();
    }

    /// A host sets cookies for itself and for domains it is in (RFC 6265, 5.1.3). The JDK's own policy refuses those
    /// for a domain two levels up, and with them the session of data.gesdisc.earthdata.nasa.gov.
    private static boolean mayHave(URI uri, HttpCookie cookie) {
        final String host = uri.getHost().toLowerCase(Locale.ROOT);
        final String domain = cookie.getDomain().toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
        return host.equals(domain)
                || host.equals(domain.replaceFirst("\\.local$", ""))
                || domain.contains(".") && host.endsWith("." + domain);
    }

    /// @return an answer that is no redirect
    /// @throws ArchiveException when asking again would not help
    <T> HttpResponse<T> follow(
            URI first, Map<String, String> headers, Purpose purpose, BodyHandler<T> handler, Progress progress)
            throws IOException, InterruptedException {
        URI uri = asked(first, purpose);
        try (LoginGate.Turn turn = gate.turn()) {
            for (int hop = 0; hop <= MOST; hop++) {
                final boolean atLogin = login.covers(uri);
                final HttpResponse<T> answer = atLogin
                        ? atLogin(first, uri, purpose, turn)
                        : send(request(uri, headers, authorization(uri, purpose), purpose), handler, progress);
                final int status = answer.statusCode();
                if (!atLogin && status < 400) turn.succeed();
                if (status < 300 || status >= 400 || status == 304) return answer;
                final URI next = next(first, uri, answer, purpose);
                uri = asksForLogin(first, uri, next, purpose, turn) ? asked(first, purpose) : next;
            }
        }
        throw new ArchiveException(purpose.unusable, Address.print(first) + ": more than " + MOST + " redirects", null);
    }

    private Optional<String> authorization(URI uri, Purpose purpose) throws ArchiveException {
        return purpose == Purpose.DOWNLOAD && policy.covers(uri)
                ? token.value().map(value -> "Bearer " + value)
                : Optional.empty();
    }

    /// A step of the login, whose answer is never taken for the file.
    ///
    /// @return a redirect, or an answer that says to come again
    private <T> HttpResponse<T> atLogin(URI first, URI uri, Purpose purpose, LoginGate.Turn turn)
            throws IOException, InterruptedException {
        final CompletableFuture<String> page = new CompletableFuture<>();
        final BodyHandler<T> read = info -> TextBody.tell(info, page::complete);
        final Optional<String> basic = turn.credentials().map(UserAndPassword::basic);
        final HttpResponse<T> answer = send(request(uri, Map.of(), basic, purpose), read, () -> 0);
        final int status = answer.statusCode();
        if (status >= 300 && status < 400 || status == 429 || status >= 500) return answer;
        final ArchiveException trouble =
                refusals.byLogin(first, status, new RefusalBody(page.getNow("")), turn.credentials());
        throw status == 401 || status == 403 ? turn.fail(trouble) : trouble;
    }

    /// Deals with a redirect to a login. One is made without a token only, and for those hosts that a token would be
    /// sent to; one that does not take the token would send a page in place of the file.
    ///
    /// @return true: another has logged in meanwhile, so that all is to begin anew with its cookie
    private boolean asksForLogin(URI first, URI from, URI next, Purpose purpose, LoginGate.Turn turn)
            throws ArchiveException, InterruptedException {
        if (("&" + next.getRawQuery()).contains("&error=access_denied")) throw refusals.notApproved(first, next);
        final boolean here = login.covers(next);
        if (here && login.covers(from)) return false;
        if (!here
                && !next.getRawPath().contains("/oauth/authorize")
                && !next.getHost().equalsIgnoreCase(NASA)) return false;
        if (!here || purpose != Purpose.DOWNLOAD || token.isGiven() || !policy.covers(from) || turn.isOver())
            throw refusals.asksForLogin(first, from, next, turn.isOver());
        if (!turn.begin()) return true;
        if (turn.credentials().isEmpty()) throw refusals.asksForLogin(first, from, next, false);
        return false;
    }

    private URI asked(URI first, Purpose purpose) throws ArchiveException {
        try {
            final URI uri = Address.http(first.toString());
            if (!login.covers(uri)) return uri;
            throw new ArchiveException(
                    purpose.unusable, Address.print(first) + " is the login's, expected that of a file", null);
        } catch (URISyntaxException e) {
            throw new ArchiveException(purpose.unusable, Messages.of(e), null);
        }
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

    String credentials() throws ArchiveException {
        if (token.isGiven())
            return "the token of " + token.from()
                    + token.end().map(end -> ", which ends at " + end).orElse("");
        return source.value().map(found -> found + ", at " + login).orElse("no credentials, which are not asked for");
    }

    Refusals refusals() {
        return refusals;
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
