package org.fluxwatch.publish.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fluxwatch.contract.settings.OwnersOnly;
import org.fluxwatch.contract.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a signature beside each file of a folder, where there is a key. A signature has the time of the file that it
/// is of, so that one that is missing or of an earlier file is found without reading either; the same file and key
/// give the same bytes.
public final class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
    private static final String SETTING = "publish.signing-key";

    private final Optional<SigningKey> key;

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

    /// Signs the files below a folder that have no signature, or that of an earlier file. Without a key it takes away
    /// what has become none.
    ///
    /// @param depth folders deep
    /// @return how many it has signed
    public int refresh(Path folder, int depth) throws IOException {
        if (!Files.isDirectory(folder)) return 0;
        final List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, depth)) {
            files = walk.filter(file -> file.toString().endsWith(".nc"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        int signed = 0;
        for (Path file : files) if (refresh(file)) signed++;
        return signed;
    }

    private boolean refresh(Path file) throws IOException {
        final Path beside = FileSignature.beside(file);
        try {
            final FileTime modified = Files.getLastModifiedTime(file);
            final boolean isSigned = Files.exists(beside) && isSame(modified, Files.getLastModifiedTime(beside));
            if (key.isEmpty()) {
                if (!isSigned) Files.deleteIfExists(beside);
                return false;
            }
            if (isSigned && isOfKey(beside, key.get())) return false;
            write(FileSignature.of(Files.readAllBytes(file), key.get()), modified, beside);
            return true;
        } catch (NoSuchFileException e) {
            return false; // it has gone meanwhile
        }
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

    /// In one step, with its time: whatever is cut short leaves none, or one that is known to be of an earlier file.
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
