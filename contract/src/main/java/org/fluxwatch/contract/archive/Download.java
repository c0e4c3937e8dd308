package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.fluxwatch.contract.archive.GranuleSource.Remote;

/// Fetches a granule and verifies it. A download goes to `<name>.part`, and has its name only once it is whole and on
/// the disk.
/// ```
/// status 200 -> type not HTML -> length -> HDF5 signature and end-of-file address -> catalogue's size, checksum
/// ```
public final class Download {
    private final EarthdataSession session;
    private final Path folder;
    private final Pause pause;

    /// @param folder where downloads go; what an earlier run left there is removed
    public Download(EarthdataSession session, Path folder, Pause pause) throws IOException {
        this.session = session;
        this.folder = folder;
        this.pause = pause;
        Files.createDirectories(folder);
        try (var leftovers = Files.list(folder)) {
            for (Path leftover : leftovers.filter(Files::isRegularFile).toList()) Files.delete(leftover);
        }
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
            throw new ArchiveException(name + " cannot be fetched: " + e, e);
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
        final Path part = folder.resolve(name + ".part");
        String problem = "";
        for (int failures = 1; failures <= session.attempts(); failures++) {
            Files.deleteIfExists(part);
            final HttpResponse<Path> answer;
            try {
                answer = session.getFile(remote.uri(), part);
            } catch (ArchiveException e) {
                if (!e.begun()) throw e;
                return new Fetched.Bad(existing(part), true, "breaks off: " + e.getMessage());
            }
            final int status = answer.statusCode();
            if (status == 401 || status == 403)
                throw new ArchiveException(
                        remote.uri() + ": status " + status + ", access refused: archive.token must be a valid"
                                + " Earthdata token of a user who has approved the application",
                        null);
            if (status != 200)
                return new Fetched.Bad(Optional.empty(), true, remote.uri() + " answers " + status + ", expected 200");
            final Optional<String> found = problem(answer, part, remote);
            if (found.isEmpty()) return new Fetched.Whole(settle(part, folder.resolve(name)), true);
            problem = found.get();
            if (failures < session.attempts()) pause.forMillis(Pause.backOffMillis(failures));
        }
        return new Fetched.Bad(existing(part), true, problem + " (" + session.attempts() + " attempts)");
    }

    private static Optional<Path> existing(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private static Optional<String> problem(HttpResponse<Path> answer, Path file, Remote remote) throws IOException {
        final String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.toLowerCase(Locale.ROOT).startsWith("text/html"))
            return Optional.of("is a page of HTML, expected an HDF5 file");
        final long length = Files.size(file);
        final OptionalLong told = answer.headers().firstValueAsLong("Content-Length");
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

    private static Path settle(Path part, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
