package org.fluxwatch.deploy.twin.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Things that go wrong on demand, in the order they were asked for; nothing does otherwise.
public final class Faults {
    /// An answer that says to come again.
    ///
    /// @param status such as 429 or 503
    /// @param retryAfterSeconds value of the header `Retry-After`
    record Refusal(int status, int retryAfterSeconds) {}

    /// What happens to a download.
    enum Damage {
        LOGIN_PAGE,
        TRUNCATED,
        ELSEWHERE
    }

    private Optional<Hostility> hostility = Optional.empty();
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final Deque<Damage> damages = new ArrayDeque<>();

    /// The next requests, of any kind, are refused with a status and a `Retry-After`.
    public synchronized void refuseNext(int requests, int status, int retryAfterSeconds) {
        for (int n = 0; n < requests; n++) refusals.add(new Refusal(status, retryAfterSeconds));
    }

    /// The next download answers 200 with an HTML page.
    public synchronized void loginPageNext() {
        damages.add(Damage.LOGIN_PAGE);
    }

    /// The next download breaks off after half of its bytes.
    public synchronized void truncateNext() {
        damages.add(Damage.TRUNCATED);
    }

    /// The next download is sent to another host by a signed address, which refuses a token, as buckets do.
    public synchronized void elsewhereNext() {
        damages.add(Damage.ELSEWHERE);
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
        return Optional.ofNullable(refusals.poll());
    }

    synchronized Optional<Damage> nextDamage() {
        return Optional.ofNullable(damages.poll());
    }
}
