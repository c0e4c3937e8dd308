package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What has failed in a way that nobody foresaw, so that it is not in the way of the rest: domains, and records by
/// their origin. Outlives the stream's threads, which fail with it and are replaced.
/// ```
/// domain: failed --pause, twice as long each time, at most 16 times the first--> tried again --done--> forgotten
/// record: failed --> tried once more, for the first failure may have come from elsewhere --> put aside
/// ```
final class UnforeseenFailures {
    private static final int TRIES_OF_A_RECORD = 2;
    private static final int MOST_DOUBLINGS = 4;

    private final Duration firstPause;
    private final Map<String, Tries> domains = new HashMap<>();
    private final Map<String, Tries> records = new HashMap<>();

    /// @param what the last failure
    /// @param againNanos when to try again
    private record Tries(int failed, String what, long againNanos) {}

    /// @param firstPause of a domain
    UnforeseenFailures(Duration firstPause) {
        this.firstPause = firstPause;
    }

    /// @param nowNanos by a clock like `System.nanoTime()`
    /// @return the pause until it is to be tried again
    synchronized Duration domainFailed(String domain, String what, long nowNanos) {
        final Tries before = domains.get(domain);
        final int doublings = Math.min(before == null ? 0 : before.failed(), MOST_DOUBLINGS);
        final Duration pause = firstPause.multipliedBy(1L << doublings);
        domains.put(domain, new Tries(before == null ? 1 : before.failed() + 1, what, nowNanos + pause.toNanos()));
        return pause;
    }

    synchronized boolean mustWait(String domain, long nowNanos) {
        final Tries tries = domains.get(domain);
        return tries != null && nowNanos < tries.againNanos();
    }

    /// What the domain failed with last; empty when with nothing.
    synchronized String of(String domain) {
        final Tries tries = domains.get(domain);
        return tries == null ? "" : tries.what();
    }

    /// Its data have changed: the next attempt need not wait.
    synchronized void tryAtOnce(String domain) {
        domains.computeIfPresent(domain, (name, tries) -> new Tries(tries.failed(), tries.what(), Long.MIN_VALUE));
    }

    /// It has got on.
    ///
    /// @return whether it had failed before
    synchronized boolean overcome(String domain) {
        return domains.remove(domain) != null;
    }

    synchronized void recordFailed(String origin, String what) {
        records.merge(origin, new Tries(1, what, 0), (before, now) -> new Tries(before.failed() + 1, what, 0));
    }

    /// Before a record is worked on.
    ///
    /// @throws UnusableRecordException when it has been tried often enough
    synchronized void mayTry(String origin) {
        final Tries tries = records.get(origin);
        if (tries == null || tries.failed() < TRIES_OF_A_RECORD) return;
        records.remove(origin);
        throw new UnusableRecordException(
                UnusableRecordException.Reason.UNFORESEEN,
                "tried " + tries.failed() + " times, failed with " + tries.what());
    }

    synchronized void recordDone(String origin) {
        if (!records.isEmpty()) records.remove(origin);
    }
}
