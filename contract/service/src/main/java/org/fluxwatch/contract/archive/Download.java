package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.archive.GranuleSource.Remote;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.text.Printable;

/// Fetches a granule and verifies it. A download goes to `<name>.part`, and has its name only once it is whole and on
/// the disk; one that breaks off is gone on with where the archive allows it.
/// ```
/// status 200, or 206 for the rest -> length -> HDF5 signature and end-of-file address -> catalogue's size, checksum
/// ```
public final class Download {
    /// Longest file that is fetched; a day of MERRA-2 on model levels has 1.3 GB.
    static final long LONGEST_BYTES = 4L << 30;

    /// What a file may be longer than its size in the catalogue, beside the 1 % of rounded sizes.
    private static final long SLACK_BYTES = 1 << 16;

    private final EarthdataSession session;
    private final Path folder;
    private final Pause pause;
    private final DownloadRoom room;

    /// @param folder where downloads go; what is not a part of theirs is left alone
    public Download(EarthdataSession session, Path folder, Pause pause) throws IOException {
        this.session = session;
        this.folder = folder;
        this.pause = pause;
        this.room = new DownloadRoom(folder, session.quotaBytes(), InstantSource.system());
        Files.createDirectories(folder);
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
        try {
            return remote(name, remote);
        } finally {
            room.leave(name);
        }
    }

    private Fetched remote(String name, Remote remote) throws IOException, InterruptedException {
        final PartFile part = new PartFile(folder, name);
        String problem = "";
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
            if (status == 416) problem = "has no bytes beyond the " + part.bytes() + " that had come";
            else if (status != 200 && status != 206) {
                part.discard();
                return new Fetched.Bad(
                        Optional.empty(), true, Address.print(remote.uri()) + " answers " + status + ", expected 200");
            } else {
                final Optional<String> found = problem(answer, part.file(), remote);
                if (found.isEmpty()) return new Fetched.Whole(part.settle(folder.resolve(name)), true);
                problem = found.get();
            }
            part.forget();
            if (failures < session.attempts()) pause.forMillis(Pause.backOffMillis(failures));
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

    private static Optional<String> problem(HttpResponse<Path> answer, Path file, Remote remote) throws IOException {
        final long length = Files.size(file);
        final OptionalLong told = announced(answer);
        if (told.isPresent() && told.getAsLong() != length)
            return Optional.of("has " + length + " bytes, expected " + told.getAsLong() + " (Content-Length)");
        final Optional<String> broken = Hdf5Signature.problem(file);
        if (broken.isPresent())
            return isHtml(answer)
                    ? Optional.of("is a page of HTML, expected an HDF5 file")
                    : broken.map(what -> what + encoding(answer));
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
                ? FileDigest.problem(file, remote.checksum().get())
                : Optional.empty();
    }

    /// Some servers say so of good files too; then the bytes decide.
    private static boolean isHtml(HttpResponse<Path> answer) {
        final String type = answer.headers().firstValue("Content-Type").orElse("");
        return type.toLowerCase(Locale.ROOT).startsWith("text/html");
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
