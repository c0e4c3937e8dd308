package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What was read from files, as long as they stay the same; that a file is damaged, too.
final class ReadOnce<T> {
    private final Map<Path, Stamped<T>> known = new ConcurrentHashMap<>();

    private record Stamped<T>(Object fileKey, long modifiedNanos, Optional<T> content) {}

    @FunctionalInterface
    interface Reading<T> {
        Optional<T> now() throws IOException;
    }

    Optional<T> of(Path file, Reading<T> reading) throws IOException {
        final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        final long modified = now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        final Stamped<T> before = known.get(file);
        if (before != null && before.modifiedNanos() == modified && Objects.equals(before.fileKey(), now.fileKey()))
            return before.content();
        final Optional<T> content = reading.now();
        known.put(file, new Stamped<>(now.fileKey(), modified, content));
        return content;
    }
}
