package org.fluxwatch.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fluxwatch.publish.daily.RollupName;

/// Daily files and what is in them, to the byte.
public final class ProductFiles {
    private ProductFiles() {}

    /// SHA-256 by path below a folder; empty when there is no folder. Months and years of the filter are left out: they
    /// are made of the days' files when there is time, and are held against them elsewhere.
    public static Map<String, String> digests(Path folder) throws IOException {
        final Map<String, String> digests = new TreeMap<>();
        if (!Files.exists(folder)) return digests;
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".nc")
                            && RollupName.path(file.getFileName().toString()).isEmpty())
                    .forEach(file -> digests.put(folder.relativize(file).toString(), digest(file)));
        }
        return digests;
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
