package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.archive.GranuleSource.Remote;
import org.fluxwatch.contract.settings.FileTrouble;

/// Fetches a granule and verifies it. A download goes to `<name>.part`, and has its name only once it is whole and on
/// the disk; one that breaks off is gone on with where the archive allows it.
/// ```
/// status 200, or 206 for the rest -> type not HTML -> length -> HDF5 signature and end-of-file address -> catalogue's
/// size, checksum
/// ```
public final class Download {
    private final EarthdataSession session;
    private final Path folder;
    private final Pause pause;

    /// @param folder where downloads go; what is not a part of theirs is left alone
    public Download(EarthdataSession session, Path folder, Pause pause) throws IOException {
        this.session = session;
        this.folder = folder;
        this.pause = pause;
        Files.createDirectories(folder);
    }

    /// The file of a download that is under way.
    public static Path part(Path folder, String name) {
        return new PartFile(folder, name).file();
    }

    /// @throws ArchiveException when the archive is at fault, or the disk
    public Fetched fetch(String name, GranuleSource source) throws ArchiveException, InterruptedException {
        try {
            return switch (source) {
                case GranuleSource.LocalFile local -> local(local.path());
                case Remote remote -> remote(name, remote);
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

    private Fetched remote(String name, Remote remote) throws IOException, InterruptedException {
        final PartFile part = new PartFile(folder, name);
        String problem = "";
        for (int failures = 1; failures <= session.attempts(); failures++) {
            final HttpResponse<Path> answer;
            try {
                answer = session.getFile(remote.uri(), part);
            } catch (ArchiveException e) {
                if (e.reason() != Reason.BROKEN_OFF) throw e;
                return new Fetched.Bad(existing(part.file()), true, "breaks off: " + e.getMessage());
            }
            final int status = answer.statusCode();
            if (status == 401 || status == 403) throw refused(remote, status);
            if (status == 416) problem = "has no bytes beyond the " + part.bytes() + " that had come";
            else if (status != 200 && status != 206) {
                part.discard();
                return new Fetched.Bad(Optional.empty(), true, remote.uri() + " answers " + status + ", expected 200");
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

    private static ArchiveException refused(Remote remote, int status) {
        return new ArchiveException(
                Reason.REFUSED,
                remote.uri() + ": status " + status + ", access refused: archive.token must be a valid"
                        + " Earthdata token of a user who has approved the application",
                null);
    }

    private static Optional<Path> existing(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private static Optional<String> problem(HttpResponse<Path> answer, Path file, Remote remote) throws IOException {
        final String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.toLowerCase(Locale.ROOT).startsWith("text/html"))
            return Optional.of("is a page of HTML, expected an HDF5 file");
        final long length = Files.size(file);
        final OptionalLong told = announced(answer);
        if (told.isPresent() && told.getAsLong() != length)
            return Optional.of("has " + length + " bytes, expected " + told.getAsLong() + " (Content-Length)");
        final Optional<String> broken = Hdf5Signature.problem(file);
        if (broken.isPresent()) return broken;
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

    /// The length of the whole file.
    private static OptionalLong announced(HttpResponse<Path> answer) {
        if (answer.statusCode() == 200) return answer.headers().firstValueAsLong("Content-Length");
        final String range = answer.headers().firstValue("Content-Range").orElse("");
        final String total = range.substring(range.lastIndexOf('/') + 1);
        return total.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(total)) : OptionalLong.empty();
    }
}
