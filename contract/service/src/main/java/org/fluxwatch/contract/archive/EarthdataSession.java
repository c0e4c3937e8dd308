package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.text.Printable;

/// Requests to the archive, with one cookie jar. Failures of the network, 429 and 5xx are tried again with growing
/// pauses, or as `Retry-After` says.
public final class EarthdataSession implements AutoCloseable {
    private static final int LONGEST_QUOTED = 200;

    private final Redirects redirects;
    private final RateLimit rate;
    private final BackOff backOff;
    private final int attempts;
    private final long quotaBytes;
    private final int parallelDownloads;
    private final Pause pause;
    private final DownloadTally tally;

    public EarthdataSession(ArchiveSettings archive, Pause pause) {
        this(archive, pause, DownloadTally.NONE);
    }

    public EarthdataSession(ArchiveSettings archive, Pause pause, DownloadTally tally) {
        this(archive, System.getenv(), pause, InstantSource.system(), new Random(), tally);
    }

    /// @param environment names proxies and the login
    /// @param clock by which dates of `Retry-After` and the end of a token are held against now
    /// @param random lengthens pauses; used by several threads
    public EarthdataSession(
            ArchiveSettings archive,
            Map<String, String> environment,
            Pause pause,
            InstantSource clock,
            RandomGenerator random,
            DownloadTally tally) {
        this.redirects = new Redirects(archive, environment, clock);
        this.rate = new RateLimit(archive.downloadMbPerSecond(), System::nanoTime);
        this.backOff = new BackOff(clock, random);
        this.attempts = archive.attempts();
        this.quotaBytes = archive.downloadQuotaMb() * 1_000_000L;
        this.parallelDownloads = archive.parallelDownloads();
        this.pause = pause;
        this.tally = tally;
    }

    int attempts() {
        return attempts;
    }

    /// Room for a folder of downloads, bytes.
    long quotaBytes() {
        return quotaBytes;
    }

    int parallelDownloads() {
        return parallelDownloads;
    }

    DownloadTally tally() {
        return tally;
    }

    BackOff backOff() {
        return backOff;
    }

    /// What says who we are, in words and without any secret.
    String credentials() throws ArchiveException {
        return redirects.credentials();
    }

    Refusals refusals() {
        return redirects.refusals();
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
        return get(uri, part::range, info -> new PacedBody<>(part.receive(info, mostBytes), rate, tally), part::bytes);
    }

    /// The first bytes of a file, whether or not the archive sends more.
    HttpResponse<byte[]> getHead(URI uri, int bytes) throws ArchiveException, InterruptedException {
        return get(uri, () -> Map.of("Range", "bytes=0-" + (bytes - 1)), info -> new HeadBody(bytes), () -> 0);
    }

    private <T> HttpResponse<T> get(
            URI uri, RequestHeaders headers, BodyHandler<T> file, WatchedRequests.Progress progress)
            throws ArchiveException, InterruptedException {
        final TextBody.Told said = new TextBody.Told();
        final BodyHandler<T> handler = info -> isFile(info.statusCode()) ? file.apply(info) : said.hear(info);
        final HttpResponse<T> answer = insistently(uri, headers, Purpose.DOWNLOAD, handler, progress);
        final int status = answer.statusCode();
        if (status == 401 || status == 403) throw redirects.refusals().byHost(uri, answer.uri(), status, said.body());
        return answer;
    }

    private static boolean isFile(int status) {
        return status == 200 || status == 206;
    }

    /// Headers of the next attempt.
    @FunctionalInterface
    private interface RequestHeaders {
        Map<String, String> next() throws IOException;
    }

    private <T> HttpResponse<T> insistently(
            URI uri, RequestHeaders headers, Purpose purpose, BodyHandler<T> handler, WatchedRequests.Progress progress)
            throws ArchiveException, InterruptedException {
        final String address = Address.print(uri);
        for (int failures = 1; ; failures++) {
            final AtomicBoolean begun = new AtomicBoolean();
            final BodyHandler<T> noticing = info -> {
                begun.set(isFile(info.statusCode()));
                return handler.apply(info);
            };
            final String tried = " (" + failures + " attempts)";
            long pauseMillis = backOff.millis(failures);
            DownloadTally.Retry why;
            ArchiveException trouble;
            try {
                final HttpResponse<T> answer = redirects.follow(uri, headers.next(), purpose, noticing, progress);
                final int status = answer.statusCode();
                if (status != 429 && status < 500) return answer;
                trouble = new ArchiveException(Reason.BUSY, address + ": status " + status + tried, null);
                why = DownloadTally.Retry.BUSY;
                pauseMillis = backOff.retryAfterMillis(answer.headers()).orElse(pauseMillis);
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
                                + Printable.line(WatchedRequests.describe(e), LONGEST_QUOTED) + tried,
                        e);
                why = begun.get() ? DownloadTally.Retry.BROKEN_OFF : DownloadTally.Retry.UNREACHABLE;
            }
            if (failures >= attempts) throw trouble;
            if (purpose == Purpose.DOWNLOAD) tally.again(why);
            pause.forMillis(pauseMillis);
        }
    }

    @Override
    public void close() {
        redirects.close();
    }
}
