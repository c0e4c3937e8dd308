package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.archive.GranuleSource.Checksum;
import org.fluxwatch.contract.archive.GranuleSource.Remote;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches a granule and verifies it. A download goes to `<name>.part`, and has its name only once it is whole and on
/// the disk; one that breaks off is gone on with where the archive allows it.
/// ```
/// status 200, or 206 for the rest -> length -> HDF5 signature and end-of-file address -> catalogue's size, checksum
/// ```
public final class Download {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);

    /// Longest file that is fetched; a day of MERRA-2 on model levels has 1.3 GB.
    static final long LONGEST_BYTES = 4L << 30;

    /// What a file may be longer than its size in the catalogue, beside the 1 % of rounded sizes.
    private static final long SLACK_BYTES = 1 << 16;

    private final EarthdataSession session;
    private final Path folder;
    private final Pause pause;
    private final DownloadRoom room;
    private final Set<String> unknownAlgorithms = ConcurrentHashMap.newKeySet(); // for membership only

    /// @param folder where downloads go; what is not a part of theirs is left alone
    public Download(EarthdataSession session, Path folder, Pause pause) throws IOException {
        this.session = session;
        this.folder = folder;
        this.pause = pause;
        this.room = new DownloadRoom(folder, session.quotaBytes(), InstantSource.system());
        Files.createDirectories(folder);
    }

    /// Whether a file belongs to a download that has broken off and can be gone on with: what has come of it, or what
    /// says of which file it is.
    public static boolean isInPart(Path file) {
        final String name = file.getFileName().toString();
        return name.endsWith(".part")
                ? Files.exists(file.resolveSibling(name + ".of"))
                : name.endsWith(".part.of")
                        && Files.exists(file.resolveSibling(name.substring(0, name.length() - ".of".length())));
    }

    /// How many files may be fetched at a time, `archive.parallel-downloads`.
    public int parallel() {
        return session.parallelDownloads();
    }

    /// The file of a download that is under way.
    public static Path part(Path folder, String name) {
        return new PartFile(folder, name).file();
    }

    /// @throws ArchiveException when the archive is at fault, or the disk, or this file cannot be had this time
    /// ([Reason#FILE]); what has come of it is kept and gone on with
    public Fetched fetch(String name, GranuleSource source) throws ArchiveException, InterruptedException {
        try {
            return switch (source) {
                case GranuleSource.LocalFile local -> local(local.path());
                case Remote remote -> inRoom(name, remote);
            };
        } catch (ArchiveException e) {
            throw e;
        } catch (IOException e) {
            if (Thread.interrupted()) throw new InterruptedException();
            throw new ArchiveException(Reason.DISK, name + " cannot be fetched: " + FileTrouble.reason(e), e);
        }
    }

    /// A file shorter than it should be may be one that is being copied there just now.
    private Fetched local(Path file) throws IOException, InterruptedException {
        final Object before = stamp(file);
        final Optional<String> problem = Hdf5Signature.problem(file);
        if (problem.isEmpty()) return new Fetched.Whole(file, false);
        pause.forMillis(2000);
        return stamp(file).equals(before)
                ? new Fetched.Bad(Optional.of(file), false, problem.get())
                : new Fetched.Unfinished("is still being written");
    }

    private static String stamp(Path file) throws IOException {
        return Files.size(file) + " " + Files.getLastModifiedTime(file);
    }

    private Fetched inRoom(String name, Remote remote) throws IOException, InterruptedException {
        room.take(name, remote.expectedBytes().orElse(0));
        session.tally().begins();
        final long startNanos = System.nanoTime();
        try {
            return remote(name, remote);
        } finally {
            session.tally().ends(Duration.ofNanos(System.nanoTime() - startNanos));
            room.leave(name);
        }
    }

    private Fetched remote(String name, Remote remote) throws IOException, InterruptedException {
        final PartFile part = new PartFile(folder, name);
        String problem = "";
        Optional<RefusalBody> page = Optional.empty();
        for (int failures = 1; failures <= session.attempts(); failures++) {
            final HttpResponse<Path> answer;
            try {
                answer = session.getFile(remote.uri(), part, mostBytes(remote));
            } catch (ArchiveException e) {
                if (e.reason() != Reason.FILE) throw e;
                if (!(e.getCause() instanceof LongBodyException))
                    throw new ArchiveException(Reason.FILE, name + " " + e.getMessage(), e);
                part.discard();
                return new Fetched.Bad(Optional.empty(), true, Messages.of(e));
            }
            final int status = answer.statusCode();
            page = Optional.empty();
            if (status == 416) problem = "has no bytes beyond the " + part.bytes() + " that had come";
            else if (status != 200 && status != 206) {
                part.discard();
                return new Fetched.Bad(
                        Optional.empty(), true, Address.print(remote.uri()) + " answers " + status + ", expected 200");
            } else {
                final Optional<String> found = problem(answer, part.file(), remote);
                if (found.isEmpty()) return new Fetched.Whole(part.settle(folder.resolve(name)), true);
                problem = found.get();
                page = page(answer, part.file());
            }
            part.forget();
            if (failures == session.attempts()) break;
            session.tally().again(DownloadTally.Retry.BAD_FILE);
            pause.forMillis(session.backOff().millis(failures));
        }
        // a page may come in place of each file; whether it does, only another file tells
        if (page.isPresent()) {
            part.discard();
            throw session.refusals().page(remote.uri(), page.get(), session.attempts());
        }
        return new Fetched.Bad(existing(part.file()), true, problem + " (" + session.attempts() + " attempts)");
    }

    private static long mostBytes(Remote remote) {
        if (remote.expectedBytes().isEmpty()) return LONGEST_BYTES;
        final long expected = remote.expectedBytes().getAsLong();
        return Math.min(LONGEST_BYTES, expected + expected / 100 + SLACK_BYTES);
    }

    private static Optional<Path> existing(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private Optional<String> problem(HttpResponse<Path> answer, Path file, Remote remote) throws IOException {
        final long length = Files.size(file);
        final OptionalLong told = announced(answer);
        if (told.isPresent() && told.getAsLong() != length)
            return Optional.of("has " + length + " bytes, expected " + told.getAsLong() + " (Content-Length)");
        final Optional<String> broken = Hdf5Signature.problem(file);
        if (broken.isPresent()) return broken.map(what -> what + encoding(answer));
        if (remote.sizeBytes().isPresent() && remote.sizeBytes().getAsLong() != length)
            return Optional.of(
                    "has " + length + " bytes, expected " + remote.sizeBytes().getAsLong() + " (catalogue)");
        // a rounded size says nothing new where the exact one is known
        if (remote.sizeBytes().isEmpty()
                && remote.approximateSize().isPresent()
                && !remote.approximateSize().get().matches(length))
            return Optional.of("has " + length + " bytes, expected within 1 % of "
                    + remote.approximateSize().get() + " (catalogue)");
        return remote.checksum().isPresent()
                ? checksumProblem(file, remote.checksum().get())
                : Optional.empty();
    }

    private Optional<String> checksumProblem(Path file, Checksum checksum) throws IOException {
        final Optional<FileDigest> digest = FileDigest.of(checksum);
        if (digest.isPresent()) return digest.get().problem(file, checksum);
        if (unknownAlgorithms.add(checksum.algorithm()))
            LOG.warn(
                    "The catalogue gives checksums by '{}', which is not known here: files are checked by length and"
                            + " form alone",
                    checksum.algorithm());
        return Optional.empty();
    }

    /// A page in place of the file. Some servers call good files HTML too, and some pages HDF5; the bytes decide.
    private static Optional<RefusalBody> page(HttpResponse<Path> answer, Path file) throws IOException {
        if (Hdf5Signature.isThere(file)) return Optional.empty();
        final String type = answer.headers().firstValue("Content-Type").orElse("");
        try (InputStream in = Files.newInputStream(file)) {
            final RefusalBody body = new RefusalBody(new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8));
            return body.isHtml() || type.toLowerCase(Locale.ROOT).startsWith("text/html")
                    ? Optional.of(body)
                    : Optional.empty();
        }
    }

    /// What explains that the bytes are of no use.
    private static String encoding(HttpResponse<Path> answer) {
        final String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        return encoding.equalsIgnoreCase("identity")
                ? ""
                : "; was sent as '" + Printable.line(encoding, 40) + "', which was not asked for";
    }

    /// The length of the whole file.
    private static OptionalLong announced(HttpResponse<Path> answer) {
        final String length = answer.headers().firstValue("Content-Length").orElse("");
        final String range = answer.headers().firstValue("Content-Range").orElse("");
        final String total = answer.statusCode() == 200 ? length : range.substring(range.lastIndexOf('/') + 1);
        return total.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(total)) : OptionalLong.empty();
    }
}
