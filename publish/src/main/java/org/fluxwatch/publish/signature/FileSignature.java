package org.fluxwatch.publish.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A signature as its file has it:
/// ```
/// fluxwatch-signature 1
/// algorithm Ed25519
/// key-sha256 <hexadecimal digits>      of the public key, SubjectPublicKeyInfo in DER
/// signature <base64>                   over the bytes of the file beside it
/// ```
///
/// @param fingerprint of the key
/// @param bytes 64
public record FileSignature(String fingerprint, byte[] bytes) {
    public static final String SUFFIX = ".sig";

    private static final Pattern TEXT = Pattern.compile(
            "fluxwatch-signature 1\nalgorithm Ed25519\nkey-sha256 ([0-9a-f]{64})\nsignature ([A-Za-z0-9+/=]{1,200})\n");

    /// Such as `a.nc.sig` beside `a.nc`.
    public static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    static FileSignature of(byte[] content, SigningKey key) {
        return new FileSignature(PublicKeyFile.fingerprint(key.publicKey()), key.sign(content));
    }

    String text() {
        return "fluxwatch-signature 1\nalgorithm Ed25519\nkey-sha256 " + fingerprint + "\nsignature "
                + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    /// Empty when it is none.
    static Optional<FileSignature> parse(String text) {
        final Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) return Optional.empty();
        try {
            return Optional.of(
                    new FileSignature(parts.group(1), Base64.getDecoder().decode(parts.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// What a look at a file and its signature shows.
    public sealed interface Verdict {
        record Good() implements Verdict {}

        /// @param why in words
        record Bad(String why) implements Verdict {}
    }

    /// Whether a file is as it was signed.
    ///
    /// @throws IOException when the file cannot be read
    public static Verdict verify(Path file, PublicKey key) throws IOException {
        final byte[] content = Files.readAllBytes(file);
        final Path path = beside(file);
        final Optional<FileSignature> read;
        try {
            read = parse(Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return new Verdict.Bad("has no signature: there is no " + path.getFileName() + " beside it");
        }
        if (read.isEmpty()) return new Verdict.Bad("has no signature: " + path.getFileName() + " is none of fluxwatch");
        final FileSignature signature = read.get();
        final String expected = PublicKeyFile.fingerprint(key);
        if (!signature.fingerprint.equals(expected))
            return new Verdict.Bad("is signed with another key, " + signature.fingerprint + ", expected " + expected);
        return signature.isOf(content, key)
                ? new Verdict.Good()
                : new Verdict.Bad("is not what was signed: its bytes are others");
    }

    private boolean isOf(byte[] content, PublicKey key) {
        try {
            final Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(content);
            return check.verify(bytes);
        } catch (GeneralSecurityException e) {
            return false; // bytes that are no signature
        }
    }
}
