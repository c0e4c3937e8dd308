package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What the thread of the numerics is at, and whether it has been at it for much longer than the like has ever taken.
final class NumericsWatch {
    /// Long enough for the first of its kind, such as a day whose files lie on a slow disk.
    private static final Duration AT_LEAST = Duration.ofMinutes(10);

    private static final int TIMES_THE_LONGEST = 10;

    private final LongSupplier nanoTime;
    private final Map<Kind, Long> longestNanos = new HashMap<>();
    private @Nullable Piece piece;

    enum Kind {
        SYSTEM,
        FIRST_STATE,
        CHECKPOINT,
        DAY
    }

    private record Piece(Kind kind, String what, long sinceNanos) {}

    /// @param nanoTime a clock like `System.nanoTime()`
    NumericsWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// @param what in words, with domain and day
    synchronized void begin(Kind kind, String what) {
        piece = new Piece(kind, what, nanoTime.getAsLong());
    }

    synchronized void end() {
        if (piece == null) throw new IllegalStateException("nothing is under way");
        longestNanos.merge(piece.kind(), nanoTime.getAsLong() - piece.sinceNanos(), Math::max);
        piece = null;
    }

    /// What has stalled, in one line; empty when nothing has.
    synchronized Optional<String> stalled() {
        if (piece == null) return Optional.empty();
        final Duration taken = Duration.ofNanos(nanoTime.getAsLong() - piece.sinceNanos());
        final Duration longest = Duration.ofNanos(longestNanos.getOrDefault(piece.kind(), 0L));
        if (taken.compareTo(AT_LEAST) < 0 || taken.compareTo(longest.multipliedBy(TIMES_THE_LONGEST)) < 0)
            return Optional.empty();
        return Optional.of(piece.what() + " has been under way for " + taken.toMinutes()
                + " min, the longest before took " + longest.toSeconds() + " s");
    }
}
