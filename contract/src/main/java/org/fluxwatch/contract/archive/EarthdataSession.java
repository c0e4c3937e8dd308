package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.settings.ArchiveSettings;

/// Requests to the archive, with one cookie jar. Failures of the network, 429 and 5xx are tried again with growing
/// pauses, or as `Retry-After` says. Redirects are followed by hand so that the token stays where it belongs
/// ([TokenPolicy]).
public final class EarthdataSession implements AutoCloseable {
    private static final int MAX_REDIRECTS = 10;
    private static final long LONGEST_RETRY_AFTER_SECONDS = 600;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final TokenPolicy tokens;
    private final Duration requestTimeout;
    private final int attempts;
    private final Pause pause;

    public EarthdataSession(ArchiveSettings archive, Pause pause) {
        this.tokens = new TokenPolicy(archive.cmrUrl(), archive.token());
        this.requestTimeout = archive.requestTimeout();
        this.attempts = archive.attempts();
        this.pause = pause;
    }

    int attempts() {
        return attempts;
    }

    /// Asks the catalogue; no token is sent, since an expired one would be refused even there.
    ///
    /// @return an answer with status 200
    public HttpResponse<String> getText(URI uri, Map<String, String> headers)
            throws ArchiveException, InterruptedException {
        final HttpResponse<String> answer = insistently(uri, () -> headers, false, BodyHandlers.ofString(), () -> 0);
        return switch (answer.statusCode()) {
            case 200 -> answer;
            case 400 ->
                throw new ArchiveException(
                        Reason.UNUSABLE_ANSWER, uri + ": the request was refused: " + clip(answer.body()), null);
            case 401, 403 ->
                throw new ArchiveException(
                        Reason.REFUSED,
                        uri + ": status " + answer.statusCode() + ", access refused: " + clip(answer.body()),
                        null);
            default ->
                throw new ArchiveException(
                        Reason.UNUSABLE_ANSWER,
                        uri + ": status " + answer.statusCode() + ", expected 200: " + clip(answer.body()),
                        null);
        };
    }

    /// Downloads a file, or what is missing of it; its part is written only when the status is 200 or 206.
    HttpResponse<Path> getFile(URI uri, PartFile part) throws ArchiveException, InterruptedException {
        return insistently(uri, part::range, true, part::receive, part::bytes);
    }

    /// Headers of the next attempt.
    @FunctionalInterface
    private interface RequestHeaders {
        Map<String, String> next() throws IOException;
    }

    /// How far a body has come, bytes.
    @FunctionalInterface
    private interface Progress {
        long bytes() throws IOException;
    }

    private <T> HttpResponse<T> insistently(
            URI uri, RequestHeaders headers, boolean mayCarryToken, BodyHandler<T> handler, Progress progress)
            throws ArchiveException, InterruptedException {
        for (int failures = 1; ; failures++) {
            final AtomicBoolean begun = new AtomicBoolean();
            final BodyHandler<T> noticing = info -> {
                begun.set(info.statusCode() == 200 || info.statusCode() == 206);
                return handler.apply(info);
            };
            long pauseMillis = Pause.backOffMillis(failures);
            ArchiveException trouble;
            try {
                final HttpResponse<T> answer = follow(uri, headers.next(), mayCarryToken, noticing, progress);
                final int status = answer.statusCode();
                if (status != 429 && status < 500) return answer;
                trouble = new ArchiveException(
                        Reason.UNREACHABLE, uri + ": status " + status + " (" + failures + " attempts)", null);
                pauseMillis = answer.headers()
                        .firstValue("Retry-After")
                        .filter(value -> value.matches("\\d{1,9}"))
                        .map(value -> 1000 * Math.min(LONGEST_RETRY_AFTER_SECONDS, Long.parseLong(value)))
                        .orElse(pauseMillis);
            } catch (ArchiveException e) {
                throw e; // refused, not failed
            } catch (DiskException e) {
                throw new ArchiveException(Reason.DISK, e.getMessage(), e);
            } catch (IOException e) {
                trouble = new ArchiveException(
                        begun.get() ? Reason.BROKEN_OFF : Reason.UNREACHABLE,
                        uri + ": " + describe(e) + " (" + failures + " attempts)",
                        e);
            }
            if (failures >= attempts) throw trouble;
            pause.forMillis(pauseMillis);
        }
    }

    private <T> HttpResponse<T> follow(
            URI first, Map<String, String> headers, boolean mayCarryToken, BodyHandler<T> handler, Progress progress)
            throws IOException, InterruptedException {
        URI uri = first;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            final HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(requestTimeout)
                    .header("User-Agent", "fluxwatch")
                    .header("Client-Id", "fluxwatch");
            headers.forEach(request::header);
            if (mayCarryToken)
                tokens.authorization(first, uri).ifPresent(value -> request.header("Authorization", value));
            final HttpResponse<T> answer = send(request.build(), handler, progress);
            final int status = answer.statusCode();
            if (status < 300 || status >= 400 || status == 304) return answer;
            final URI from = uri;
            uri = from.resolve(answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new IOException("status " + status + " without Location")));
            requireNoLogin(first, uri);
            if (from.getScheme().equals("https") && !"https".equals(uri.getScheme()))
                throw new ArchiveException(
                        Reason.UNUSABLE_ANSWER, first + ": redirects from https to " + uri + ", expected https", null);
        }
        throw new ArchiveException(Reason.UNUSABLE_ANSWER, first + ": more than " + MAX_REDIRECTS + " redirects", null);
    }

    /// An archive that sends us to a login has not taken the token; following would fetch a login page as the file.
    private static void requireNoLogin(URI first, URI uri) throws ArchiveException {
        final boolean login = "urs.earthdata.nasa.gov".equals(uri.getHost())
                || uri.toString().contains("/oauth/authorize")
                || uri.toString().contains("error=access_denied");
        if (login)
            throw new ArchiveException(
                    Reason.REFUSED,
                    first + ": asks for a login (" + uri.getHost() + uri.getPath()
                            + "): archive.token must be a valid Earthdata token of a user who has approved the"
                            + " application 'NASA GESDISC DATA ARCHIVE'",
                    null);
    }

    /// Gives up when nothing at all has arrived for the length of the time-out. (The client's own time-out ends with
    /// the headers.)
    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, Progress progress)
            throws IOException, InterruptedException {
        final CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
        long seen = progress.bytes();
        try {
            while (true) {
                try {
                    return answer.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    final long now = progress.bytes();
                    if (now == seen) throw new HttpTimeoutException("nothing arrived for " + requestTimeout);
                    seen = now;
                }
            }
        } catch (ExecutionException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause())
                if (cause instanceof DiskException disk) throw disk;
            if (e.getCause() instanceof IOException io) throw io;
            throw new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static String describe(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank()
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ", " + e.getMessage();
    }

    private static String clip(String text) {
        final String line = text == null ? "" : text.strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
