package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/// The checksum of a file, by the algorithms that catalogues name (UMM-G: MD5, SHA-1, SHA-2 with any length, Adler-32,
/// CRC-32), however they are written.
interface FileDigest {
    /// What is wrong with a file, or empty.
    Optional<String> problem(Path file, GranuleSource.Checksum expected) throws IOException;

    /// @return empty: an algorithm that is not known here
    static Optional<FileDigest> of(GranuleSource.Checksum expected) {
        return switch (expected.algorithm().toUpperCase(Locale.ROOT).replaceAll("[ _-]", "")) {
            case "MD5" -> digest("MD5");
            case "SHA1", "SHA" -> digest("SHA-1");
            // each of the family, told apart by its length in hexadecimal digits
            case "SHA2" ->
                switch (expected.value().length()) {
                    case 56 -> digest("SHA-224");
                    case 96 -> digest("SHA-384");
                    case 128 -> digest("SHA-512");
                    default -> digest("SHA-256");
                };
            case "SHA224" -> digest("SHA-224");
            case "SHA256" -> digest("SHA-256");
            case "SHA384" -> digest("SHA-384");
            case "SHA512" -> digest("SHA-512");
            case "ADLER32" -> Optional.of(sum(new Adler32()));
            case "CRC32" -> Optional.of(sum(new CRC32()));
            default -> Optional.empty();
        };
    }

    private static Optional<FileDigest> digest(String name) {
        try {
            final MessageDigest digest = MessageDigest.getInstance(name);
            return Optional.of((file, expected) -> {
                read(file, digest::update);
                return compare(HexFormat.of().formatHex(digest.digest()), expected);
            });
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    private static FileDigest sum(Checksum sum) {
        return (file, expected) -> {
            read(file, sum::update);
            return compare(String.format(Locale.ROOT, "%08x", sum.getValue()), expected);
        };
    }

    /// Takes a piece of a file.
    @FunctionalInterface
    interface Block {
        void take(byte[] bytes, int offset, int length);
    }

    private static void read(Path file, Block taker) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n >= 0; n = in.read(block)) taker.take(block, 0, n);
        }
    }

    /// Zeros in front may be left out.
    private static Optional<String> compare(String actual, GranuleSource.Checksum expected) {
        final boolean same = expected.value().matches("[0-9a-fA-F]+")
                && new BigInteger(expected.value(), 16).equals(new BigInteger(actual, 16));
        return same
                ? Optional.empty()
                : Optional.of("has " + expected.algorithm() + " " + actual + ", expected " + expected.value()
                        + " (catalogue)");
    }
}
