package org.fluxwatch.deploy.twin.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Things that go wrong on demand, in the order they were asked for; nothing does otherwise.
public final class Faults {
    /// An answer that says to come again.
    ///
    /// @param status such as 429 or 503
    /// @param retryAfterSeconds value of the header `Retry-After`
    record Refusal(int status, int retryAfterSeconds) {}

    /// What happens to a download.
    public enum Damage {
        /// 200 with an HTML page.
        LOGIN_PAGE,
        /// Breaks off after half of its bytes.
        TRUNCATED,
        /// Sent to another host by a signed address, which refuses a token, as buckets do.
        ELSEWHERE,
        /// Nothing more comes after half of its bytes.
        STALLED,
        /// Has fewer bytes than the catalogue says, and says so itself.
        SHORTER,
        /// Has more bytes than the catalogue says, and says so itself.
        LONGER
    }

    private Optional<Hostility> hostility = Optional.empty();
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final Deque<Damage> damages = new ArrayDeque<>();
    private final Map<Damage, Integer> regular = new EnumMap<>(Damage.class);
    private Refusal refusal = new Refusal(429, 1);
    private int refusedEach;
    private long requests;
    private long downloads;

    /// The next requests, of any kind, are refused with a status and a `Retry-After`.
    public synchronized void refuseNext(int requests, int status, int retryAfterSeconds) {
        for (int n = 0; n < requests; n++) refusals.add(new Refusal(status, retryAfterSeconds));
    }

    /// What happens to the next download that nothing else happens to yet.
    public synchronized void damageNext(Damage damage) {
        damages.add(damage);
    }

    /// Happens to each n-th download from now on.
    ///
    /// @param n 1: to all
    public synchronized void damageEach(Damage damage, int n) {
        regular.put(damage, n);
    }

    /// Each n-th request, of any kind, is refused with a status and a `Retry-After`, from now on.
    public synchronized void refuseEach(int n, int status, int retryAfterSeconds) {
        refusedEach = n;
        refusal = new Refusal(status, retryAfterSeconds);
    }

    /// The catalogue misbehaves until told otherwise.
    public synchronized void misbehave(Hostility how) {
        hostility = Optional.of(how);
    }

    public synchronized void behave() {
        hostility = Optional.empty();
    }

    synchronized Optional<Hostility> hostility() {
        return hostility;
    }

    synchronized Optional<Refusal> nextRefusal() {
        requests++;
        if (!refusals.isEmpty()) return Optional.of(refusals.remove());
        return refusedEach > 0 && requests % refusedEach == 0 ? Optional.of(refusal) : Optional.empty();
    }

    synchronized Optional<Damage> nextDamage() {
        downloads++;
        if (!damages.isEmpty()) return Optional.of(damages.remove());
        return regular.entrySet().stream()
                .filter(one -> downloads % one.getValue() == 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
