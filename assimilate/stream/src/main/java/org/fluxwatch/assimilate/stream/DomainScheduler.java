package org.fluxwatch.assimilate.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Which of an instance's domains is at work. One at a time has its system and state in memory, so that memory does
/// not grow with the number of domains; the numerics use all threads for it anyway.
/// ```
/// waiting --first in the queue, nobody at work--> at work --nothing ready, or days used up and others wait--> out
/// ```
final class DomainScheduler {
    /// Days in a row while others wait: enough to make up for loading system and state.
    private static final int DAYS = 8;

    private final Deque<DomainRun> waiting = new ArrayDeque<>();
    private @Nullable DomainRun atWork;
    private @Nullable DomainRun inMemory;
    private int days;

    /// Whether it is at work and may stay.
    synchronized boolean hasTurn(DomainRun run) {
        return atWork == run && !isOver();
    }

    /// Asks for a turn; to be asked again until it is given.
    synchronized boolean mayWork(DomainRun run) {
        if (atWork == run && isOver()) leave(run);
        if (atWork == run) return true;
        if (!waiting.contains(run)) waiting.add(run);
        if (atWork != null || waiting.peek() != run) return false;
        waiting.remove();
        if (inMemory != null && inMemory != run) inMemory.unload();
        atWork = run;
        inMemory = run;
        days = 0;
        return true;
    }

    private boolean isOver() {
        return days >= DAYS && !waiting.isEmpty();
    }

    /// A day of the domain at work is done.
    ///
    /// @return whether it may go on with the next at once
    synchronized boolean dayDone(DomainRun run) {
        days++;
        return atWork == run && !isOver();
    }

    /// The domain has nothing to do now.
    synchronized void leave(DomainRun run) {
        waiting.remove(run);
        if (atWork == run) atWork = null;
    }

    /// The domain is no longer this instance's.
    synchronized void gone(DomainRun run) {
        leave(run);
        if (inMemory == run) inMemory = null;
    }
}
