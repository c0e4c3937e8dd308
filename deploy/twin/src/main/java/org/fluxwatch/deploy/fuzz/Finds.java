package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Writes inputs that were finds to a folder, each with what was thrown. Of finds that look alike the first few are
/// kept; all are counted.
final class Finds {
    private static final int KEPT_OF_A_KIND = 3;
    private static final int FRAMES = 3;

    private final Path folder;
    private final String target;
    private final Map<String, Long> counts = new TreeMap<>();

    Finds(Path folder, String target) {
        this.folder = folder;
        this.target = target;
    }

    /// How many there were, by kind.
    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    synchronized void add(byte[] input, Throwable thrown) {
        final StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        add(input, kind(thrown), trace.toString());
    }

    synchronized void add(byte[] input, String kind, String detail) {
        final long count = counts.merge(kind, 1L, Long::sum);
        if (count > KEPT_OF_A_KIND) return;
        final String name = String.format(Locale.ROOT, "%s-%08x-%d", target, kind.hashCode(), count);
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".bin"), input);
            Files.writeString(folder.resolve(name + ".txt"), kind + "\n\n" + detail, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The innermost exception and where it came from.
    private static String kind(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) root = root.getCause();
        final StringBuilder kind =
                new StringBuilder(root.getClass().getSimpleName() + ": " + Outcomes.kind(root.getMessage()));
        final StackTraceElement[] frames = root.getStackTrace();
        for (int f = 0, told = 0; f < frames.length && told < FRAMES; f++) {
            final String place = frames[f].getClassName();
            if (place.startsWith("java.") || place.startsWith("jdk.") || root instanceof Impossible) continue;
            kind.append(" < ")
                    .append(place.substring(place.lastIndexOf('.') + 1))
                    .append('.')
                    .append(frames[f].getMethodName());
            told++;
        }
        return kind.toString();
    }
}
