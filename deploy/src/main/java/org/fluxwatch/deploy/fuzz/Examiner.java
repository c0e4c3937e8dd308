package org.fluxwatch.deploy.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Hands inputs to a target and keeps count of what became of them. Inputs come from one thread; another may look on.
final class Examiner {
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int MOST_OUTCOMES = 20_000;
    private static final String OTHERS = "others";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Target target;
    private final Finds finds;
    private final LastInput last;
    private final Map<String, Long> outcomes = new HashMap<>();
    private long inputs;
    private double slowestSeconds;
    private long mostAllocatedBytes;
    private volatile byte[] current;
    private volatile long begunNanos;

    Examiner(Target target, Finds finds, LastInput last) {
        this.target = target;
        this.finds = finds;
        this.last = last;
    }

    /// @return whether its outcome is of a kind not seen before
    boolean take(byte[] input) {
        last.is(input);
        final long allocated = THREADS.getCurrentThreadAllocatedBytes();
        final long begun = System.nanoTime();
        begunNanos = begun;
        current = input;
        String outcome;
        try {
            outcome = target.take(input);
        } catch (OutOfMemoryError e) {
            current = null;
            finds.add(input, e);
            throw e;
        } catch (Throwable e) {
            finds.add(input, e);
            outcome = "find: " + e.getClass().getSimpleName();
        }
        current = null;
        final double seconds = (System.nanoTime() - begun) / 1e9;
        if (seconds > LONGEST.toSeconds()) finds.add(input, "slow", seconds + " s");
        synchronized (this) {
            inputs++;
            slowestSeconds = Math.max(slowestSeconds, seconds);
            mostAllocatedBytes = Math.max(mostAllocatedBytes, THREADS.getCurrentThreadAllocatedBytes() - allocated);
            return outcomes.merge(outcomes.size() < MOST_OUTCOMES ? outcome : OTHERS, 1L, Long::sum) == 1;
        }
    }

    /// The input that has been at work for too long; null where there is none.
    byte[] stuck() {
        final byte[] input = current;
        return input != null && System.nanoTime() - begunNanos > 2 * LONGEST.toNanos() ? input : null;
    }

    Finds finds() {
        return finds;
    }

    synchronized Tally tally() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans())
            if (pool.getType() == MemoryType.HEAP) peak += pool.getPeakUsage().getUsed();
        return new Tally(inputs, new HashMap<>(outcomes), finds.counts(), slowestSeconds, mostAllocatedBytes, peak);
    }
}
