package org.fluxwatch.contract.archive;

import java.time.Duration;
import java.util.Optional;

/// Whether a body still comes: something within the time-out, and enough in every five minutes. A file of 50 MB that
/// keeps just above the least rate takes 3.5 hours.
final class Pace {
    static final long LEAST_BYTES_PER_SECOND = 4096;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private final Duration timeout;
    private long seenBytes;
    private long seenNanos;
    private long windowBytes;
    private long windowNanos;

    /// @param timeout longest time without a byte
    /// @param bytes what had come before
    Pace(Duration timeout, long nowNanos, long bytes) {
        this.timeout = timeout;
        seenNanos = nowNanos;
        seenBytes = bytes;
        beginWindow(nowNanos, bytes);
    }

    private void beginWindow(long nowNanos, long bytes) {
        windowNanos = nowNanos;
        windowBytes = bytes;
    }

    /// True when nothing has come for the time-out.
    boolean hasStopped(long nowNanos, long bytes) {
        if (bytes < seenBytes) beginWindow(nowNanos, bytes); // the file begins anew
        if (bytes != seenBytes) {
            seenBytes = bytes;
            seenNanos = nowNanos;
        }
        return nowNanos - seenNanos >= timeout.toNanos();
    }

    /// What came in the last window, if that was too little.
    Optional<String> tooSlow(long nowNanos, long bytes) {
        if (nowNanos - windowNanos < WINDOW.toNanos()) return Optional.empty();
        final long come = bytes - windowBytes;
        beginWindow(nowNanos, bytes);
        return come >= LEAST_BYTES_PER_SECOND * WINDOW.toSeconds()
                ? Optional.empty()
                : Optional.of("comes too slowly: " + come + " bytes in " + WINDOW + ", expected "
                        + LEAST_BYTES_PER_SECOND + " a second or more");
    }
}
