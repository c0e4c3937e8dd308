package org.fluxwatch.contract.service;

/// Waits; an argument, so that tests need not.
@FunctionalInterface
public interface Pause {
    void forMillis(long millis) throws InterruptedException;

    /// Before the next attempt: 1, 2, 4, ... 60 s.
    ///
    /// @param failures attempts that failed so far, 1 or more
    static long backOffMillis(int failures) {
        return Math.min(60_000, 1000L << Math.min(failures - 1, 6));
    }
}
