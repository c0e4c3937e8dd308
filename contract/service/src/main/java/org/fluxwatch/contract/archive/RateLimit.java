package org.fluxwatch.contract.archive;

import java.util.function.LongSupplier;

/// Keeps all downloads together below a rate: whoever has taken bytes waits for as long as they should have taken,
/// behind all that others have taken before.
final class RateLimit {
    private final double bytesPerSecond;
    private final LongSupplier nanoTime;
    private long freeNanos;

    /// @param megabytesPerSecond of 1,000,000 bytes; 0: no limit
    /// @param nanoTime the clock, such as [System#nanoTime]
    RateLimit(double megabytesPerSecond, LongSupplier nanoTime) {
        bytesPerSecond = megabytesPerSecond * 1e6;
        this.nanoTime = nanoTime;
        freeNanos = nanoTime.getAsLong();
    }

    /// @param bytes that have come
    /// @return ns to wait before asking for more
    synchronized long take(long bytes) {
        if (bytesPerSecond <= 0) return 0;
        final long now = nanoTime.getAsLong();
        if (freeNanos - now < 0) freeNanos = now; // what was not used is not saved up
        freeNanos += Math.round(1e9 * bytes / bytesPerSecond);
        return freeNanos - now;
    }
}
