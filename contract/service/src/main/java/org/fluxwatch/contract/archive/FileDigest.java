package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.fluxwatch.contract.archive.GranuleSource.Checksum;

/// Compares a file with the catalogue's checksum, where it gives one.
final class FileDigest {
    private FileDigest() {}

    static Optional<String> problem(Path file, Checksum expected) throws IOException {
        final MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(expected.algorithm());
        } catch (NoSuchAlgorithmException e) {
            return Optional.empty(); // UMM-G knows more algorithms than the JDK; the other checks remain
        }
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n >= 0; n = in.read(block)) digest.update(block, 0, n);
        }
        final String actual = HexFormat.of().formatHex(digest.digest());
        return actual.equalsIgnoreCase(expected.value())
                ? Optional.empty()
                : Optional.of("has " + expected.algorithm() + " " + actual + ", expected " + expected.value()
                        + " (catalogue)");
    }
}
