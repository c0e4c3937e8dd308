package org.fluxwatch.publish.signature;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.fluxwatch.contract.netcdf.FileTree;
import org.fluxwatch.contract.settings.OwnersOnly;
import org.fluxwatch.contract.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a signature beside each file of a folder, where there is a key. Only a file without one is signed;
/// what this program replaces, it replaces without the signature of what was there. A signature has the time of the
/// file that it is of, so that a file that others have changed is found without reading all. The
/// same file and key give the same bytes.
public final class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
    private static final String SETTING = "publish.signing-key";

    /// Held by one while it signs, by all together while they replace: else what was there could be signed once more
    /// between the deletion of its signature and its replacement.
    private static final ReadWriteLock REPLACING = new ReentrantReadWriteLock();

    private final Optional<SigningKey> key;
    /// Files that their signature is not known to fit, with the time at which they were looked at.
    private final Map<Path, FileTime> told = new ConcurrentHashMap<>();

    private Signatures(Optional<SigningKey> key) {
        this.key = key;
    }

    public static Signatures none() {
        return new Signatures(Optional.empty());
    }

    /// @param file of the setting; empty: nothing is signed
    /// @throws SettingsException when it is no such key
    public static Signatures of(String file) {
        if (file.isBlank()) return none();
        final Path path = Path.of(file);
        final SigningKey key = SigningKey.read(SETTING, path);
        warnIfExposed(path);
        LOG.info(
                "product files are signed with the key whose public one has SHA-256 {}",
                PublicKeyFile.fingerprint(key.publicKey()));
        return new Signatures(Optional.of(key));
    }

    private static void warnIfExposed(Path path) {
        try {
            if (OwnersOnly.isNot(path))
                LOG.warn("{} '{}' can be read by others than its owner, expected a file of mode 600", SETTING, path);
        } catch (IOException e) {
            LOG.warn("{} '{}': whether others can read it cannot be told: {}", SETTING, path, e.toString());
        }
    }

    /// Puts a file that this program has written in its place, without the signature of what was there.
    public static void replace(Path part, Path file) throws IOException {
        REPLACING.readLock().lock();
        try {
            Files.deleteIfExists(FileSignature.beside(file));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            REPLACING.readLock().unlock();
        }
    }

    /// Gives a file's signature, if there is one, to a second name of the file that is about to be made: it is not
    /// signed anew, whoever has changed it meanwhile.
    public static void carry(Path file, Path other) throws IOException {
        Files.deleteIfExists(FileSignature.beside(other));
        try {
            Files.copy(FileSignature.beside(file), FileSignature.beside(other), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            // the file has none yet
        }
    }

    /// Signs the files below a folder that have no signature. One of another key is left, and one that no longer fits
    /// its file too, for whoever has changed that was not this program.
    ///
    /// @param depth folders deep
    /// @return how many it has signed
    public int refresh(Path folder, int depth) throws IOException {
        if (key.isEmpty() || !Files.isDirectory(folder)) return 0;
        final List<Path> files = FileTree.files(folder, depth).stream()
                .filter(file -> file.toString().endsWith(".nc"))
                .toList();
        int signed = 0;
        int foreign = 0;
        for (Path file : files)
            switch (refresh(file, key.get())) {
                case SIGNED -> signed++;
                case FOREIGN -> foreign++;
                case LEFT -> {}
            }
        if (foreign > 0)
            LOG.warn(
                    "{} files below {} have a .sig of another key, or that is no signature; it is left, and made with"
                            + " this key where it is deleted",
                    foreign,
                    folder);
        return signed;
    }

    private enum Outcome {
        SIGNED,
        LEFT,
        /// With a signature of another key, for the first time.
        FOREIGN
    }

    private Outcome refresh(Path file, SigningKey own) throws IOException {
        final Path beside = FileSignature.beside(file);
        try {
            if (Files.exists(beside)) return look(file, beside, own);
            REPLACING.writeLock().lock();
            try {
                final FileTime modified = Files.getLastModifiedTime(file);
                write(FileSignature.of(Files.readAllBytes(file), own), modified, beside);
            } finally {
                REPLACING.writeLock().unlock();
            }
            return Outcome.SIGNED;
        } catch (NoSuchFileException e) {
            return Outcome.LEFT; // it has gone meanwhile
        }
    }

    /// Reads a file only where its time is another than when it was signed. A copy of the folder may have changed the
    /// time alone.
    private Outcome look(Path file, Path beside, SigningKey own) throws IOException {
        final FileTime modified = Files.getLastModifiedTime(file);
        final boolean isOwn = isOfKey(beside, own);
        if (isOwn && isSame(modified, Files.getLastModifiedTime(beside))) return Outcome.LEFT;
        if (modified.equals(told.put(file, modified))) return Outcome.LEFT;
        if (!isOwn) return Outcome.FOREIGN;
        REPLACING.writeLock().lock();
        try {
            if (Files.exists(beside)
                    && FileSignature.verify(file, own.publicKey()) instanceof FileSignature.Verdict.Bad(String why))
                LOG.error("{} {}; this program has not changed it, its signature is left as it is", file, why);
        } finally {
            REPLACING.writeLock().unlock();
        }
        return Outcome.LEFT;
    }

    /// To the microsecond: not every system sets times more finely.
    private static boolean isSame(FileTime one, FileTime other) {
        return one.to(TimeUnit.MICROSECONDS) == other.to(TimeUnit.MICROSECONDS);
    }

    private static boolean isOfKey(Path file, SigningKey key) throws IOException {
        return FileSignature.parse(Files.readString(file, StandardCharsets.ISO_8859_1))
                .filter(signature -> signature.fingerprint().equals(PublicKeyFile.fingerprint(key.publicKey())))
                .isPresent();
    }

    /// In one step, with the file's time: whatever is cut short leaves none.
    private static void write(FileSignature signature, FileTime modified, Path file) throws IOException {
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, signature.text(), StandardCharsets.ISO_8859_1);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.setLastModifiedTime(part, modified);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
