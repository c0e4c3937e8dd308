package org.fluxwatch.publish.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.settings.SettingsException;

/// A key in a text file, between a line that begins it and one that ends it (RFC 7468).
final class PemFile {
    /// A key of this kind has some 120 characters.
    private static final long GREATEST_LENGTH = 65_536;

    private PemFile() {}

    /// @param what the file is to be, for errors
    /// @param label such as `PRIVATE KEY`
    /// @throws SettingsException when it is none
    static byte[] read(String what, Path file, String label) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > GREATEST_LENGTH)
                throw none(what, file, label, "it has " + Files.size(file) + " bytes");
            final String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            final String begin = "-----BEGIN " + label + "-----";
            final int from = text.indexOf(begin);
            final int to = text.indexOf("-----END " + label + "-----");
            if (from < 0 || to < from) throw none(what, file, label, "it has no line " + begin);
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IOException e) {
            throw new SettingsException(
                    what + " '" + file + "' cannot be read: " + FileTrouble.reason(e) + expected(label), e);
        } catch (IllegalArgumentException e) {
            throw none(what, file, label, "its lines are no base64");
        }
    }

    static SettingsException none(String what, Path file, String label, String why) {
        return new SettingsException(what + " '" + file + "' is no key: " + why + expected(label), null);
    }

    private static String expected(String label) {
        return ", expected an Ed25519 key in PEM, -----BEGIN " + label + "-----";
    }
}
