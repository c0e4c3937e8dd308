package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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

    private record Stamped<T>(FileStamp stamp, Optional<T> content) {}

    @FunctionalInterface
    public interface Reading<T> {
        Optional<T> now() throws IOException;
    }

    public Optional<T> of(Path file, Reading<T> reading) throws IOException {
        final FileStamp now = FileStamp.of(file);
        final Stamped<T> before = known.get(file);
        if (before != null && before.stamp().equals(now)) return before.content();
        final Optional<T> content = reading.now();
        known.put(file, new Stamped<>(now, content));
        return content;
    }
}
