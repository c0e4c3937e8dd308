package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.text.Printable;

/// Requests to the archive, with one cookie jar. Failures of the network, 429 and 5xx are tried again with growing
/// pauses, or as `Retry-After` says.
public final class EarthdataSession implements AutoCloseable {
    private static final long LONGEST_RETRY_AFTER_SECONDS = 600;
    private static final int LONGEST_QUOTED = 200;

    private final Redirects redirects;
    private final int attempts;
    private final long quotaBytes;
    private final Pause pause;

    public EarthdataSession(ArchiveSettings archive, Pause pause) {
        this(archive, System.getenv(), pause);
    }

    /// @param environment names the proxies
    public EarthdataSession(ArchiveSettings archive, Map<String, String> environment, Pause pause) {
        this.redirects = new Redirects(archive, new Proxies(environment));
        this.attempts = archive.attempts();
        this.quotaBytes = archive.downloadQuotaMb() * 1_000_000L;
        this.pause = pause;
    }

    int attempts() {
        return attempts;
    }

    /// Room for a folder of downloads, bytes.
    long quotaBytes() {
        return quotaBytes;
    }

    /// Asks the catalogue.
    ///
    /// @return an answer with status 200
    public HttpResponse<String> getText(URI uri, Map<String, String> headers)
            throws ArchiveException, InterruptedException {
        final HttpResponse<String> answer = insistently(uri, () -> headers, Purpose.SEARCH, TextBody::receive, () -> 0);
        if (answer.statusCode() == 200) return answer;
        final String said = Address.print(uri) + ": status " + answer.statusCode() + ", ";
        final String body = Printable.line(answer.body().strip().replaceAll("\\s+", " "), LONGEST_QUOTED);
        throw switch (answer.statusCode()) {
            case 400 -> new ArchiveException(Reason.UNUSABLE_ANSWER, said + "the request was refused: " + body, null);
            case 401, 403 -> new ArchiveException(Reason.REFUSED, said + "access refused: " + body, null);
            default -> new ArchiveException(Reason.UNUSABLE_ANSWER, said + "expected 200: " + body, null);
        };
    }

    /// Downloads a file, or what is missing of it; its part is written only when the status is 200 or 206.
    ///
    /// @param mostBytes the file is cut off beyond
    HttpResponse<Path> getFile(URI uri, PartFile part, long mostBytes) throws ArchiveException, InterruptedException {
        final HttpResponse<Path> answer =
                insistently(uri, part::range, Purpose.DOWNLOAD, info -> part.receive(info, mostBytes), part::bytes);
        final int status = answer.statusCode();
        if (status == 401 || status == 403)
            throw redirects.refused(uri, answer.uri(), "status " + status + ", access refused");
        return answer;
    }

    /// Headers of the next attempt.
    @FunctionalInterface
    private interface RequestHeaders {
        Map<String, String> next() throws IOException;
    }

    private <T> HttpResponse<T> insistently(
            URI uri, RequestHeaders headers, Purpose purpose, BodyHandler<T> handler, Redirects.Progress progress)
            throws ArchiveException, InterruptedException {
        final String address = Address.print(uri);
        for (int failures = 1; ; failures++) {
            final AtomicBoolean begun = new AtomicBoolean();
            final BodyHandler<T> noticing = info -> {
                begun.set(info.statusCode() == 200 || info.statusCode() == 206);
                return handler.apply(info);
            };
            final String tried = " (" + failures + " attempts)";
            long pauseMillis = Pause.backOffMillis(failures);
            ArchiveException trouble;
            try {
                final HttpResponse<T> answer = redirects.follow(uri, headers.next(), purpose, noticing, progress);
                final int status = answer.statusCode();
                if (status != 429 && status < 500) return answer;
                trouble = new ArchiveException(Reason.BUSY, address + ": status " + status + tried, null);
                pauseMillis = retryAfterMillis(answer).orElse(pauseMillis);
            } catch (ArchiveException e) {
                throw e; // asking again would not help
            } catch (DiskException e) {
                throw new ArchiveException(Reason.DISK, Messages.of(e), e);
            } catch (LongBodyException e) {
                throw new ArchiveException(purpose.unusable, address + ": " + e.getMessage(), e);
            } catch (IOException e) {
                trouble = new ArchiveException(
                        begun.get() ? purpose.brokenOff : Reason.UNREACHABLE,
                        (begun.get() ? "breaks off: " : "") + address + ": "
                                + Printable.line(Redirects.describe(e), LONGEST_QUOTED) + tried,
                        e);
            }
            if (failures >= attempts) throw trouble;
            pause.forMillis(pauseMillis);
        }
    }

    private static OptionalLong retryAfterMillis(HttpResponse<?> answer) {
        final String value = answer.headers().firstValue("Retry-After").orElse("");
        return value.matches("\\d{1,9}")
                ? OptionalLong.of(1000 * Math.min(LONGEST_RETRY_AFTER_SECONDS, Long.parseLong(value)))
                : OptionalLong.empty();
    }

    @Override
    public void close() {
        redirects.close();
    }
}
