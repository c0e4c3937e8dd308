package org.fluxwatch.deploy.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hands inputs to a target and keeps count of what became of them. Inputs come from the thread that made it; another
/// may look on.
final class Examiner {
    /// Of CPU, for the machine may have other work.
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /// Of time, for what waits takes no CPU.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final int MOST_OUTCOMES = 20_000;
    private static final String OTHERS = "others";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Target target;
    private final Finds finds;
    private final LastInput last;
    private final Thread thread = Thread.currentThread();
    private final Map<String, Long> outcomes = new HashMap<>();
    private long inputs;
    private double cpuSeconds;
    private double slowestSeconds;
    private long mostAllocatedBytes;
    private volatile byte @Nullable [] current;
    private volatile long begunNanos;
    private volatile long begunCpuNanos;

    Examiner(Target target, Finds finds, LastInput last) {
        this.target = target;
        this.finds = finds;
        this.last = last;
    }

    /// @return whether its outcome is of a kind not seen before
    boolean take(byte[] input) {
        last.is(input);
        final long allocated = THREADS.getCurrentThreadAllocatedBytes();
        begunNanos = System.nanoTime();
        begunCpuNanos = cpuNanos();
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
        final double seconds = (cpuNanos() - begunCpuNanos) / 1e9;
        if (seconds > LONGEST.toSeconds()) finds.add(input, "slow", seconds + " s of CPU");
        synchronized (this) {
            inputs++;
            cpuSeconds += seconds;
            slowestSeconds = Math.max(slowestSeconds, seconds);
            mostAllocatedBytes = Math.max(mostAllocatedBytes, THREADS.getCurrentThreadAllocatedBytes() - allocated);
            return outcomes.merge(outcomes.size() < MOST_OUTCOMES ? outcome : OTHERS, 1L, Long::sum) == 1;
        }
    }

    private long cpuNanos() {
        return THREADS.getThreadCpuTime(thread.threadId());
    }

    /// The input that has been at work for too long; null where there is none.
    byte @Nullable [] stuck() {
        final byte[] input = current;
        final boolean spins = cpuNanos() - begunCpuNanos > 2 * LONGEST.toNanos();
        final boolean waits = System.nanoTime() - begunNanos > LONGEST_WAIT.toNanos();
        return input != null && (spins || waits) ? input : null;
    }

    /// Counts what ends the process and is no find.
    synchronized void count(String outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
        inputs++;
    }

    Finds finds() {
        return finds;
    }

    synchronized Tally tally() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans())
            if (pool.getType() == MemoryType.HEAP) peak += pool.getPeakUsage().getUsed();
        return new Tally(
                inputs, new HashMap<>(outcomes), finds.counts(), cpuSeconds, slowestSeconds, mostAllocatedBytes, peak);
    }
}
