package org.fluxwatch.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The version of this program, as its build wrote it down.
public final class ProgramVersion {
    private static final String VERSION = read();

    private ProgramVersion() {}

    /// Such as `0.3.0`.
    public static String get() {
        return VERSION;
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(ProgramVersion.class.getResourceAsStream("version.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
