package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What was read from files, as long as they stay the same; that a file is damaged, too.
public final class ReadOnce<T> {
    private final Map<Path, Stamped<T>> known;

    /// Forgets nothing.
    public ReadOnce() {
        known = new ConcurrentHashMap<>();
    }

    /// @param most files whose content is remembered; that which was longest not asked for is forgotten first
    public ReadOnce(int most) {
        known = Collections.synchronizedMap(new Latest<>(most));
    }

    private static final class Latest<T> extends LinkedHashMap<Path, Stamped<T>> {
        @Serial
        private static final long serialVersionUID = 1;

        private final int most;

        Latest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Stamped<T>> eldest) {
            return size() > most;
        }
    }

    private record Stamped<T>(Object fileKey, long modifiedNanos, Optional<T> content) {}

    @FunctionalInterface
    public interface Reading<T> {
        Optional<T> now() throws IOException;
    }

    public Optional<T> of(Path file, Reading<T> reading) throws IOException {
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
