package org.fluxwatch.publish.rollup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes months and years on a thread of its own, when no day has come for a while, or one has waited for long: days of
/// a back-fill come in bursts, and each would have its month made again. What fails is tried again, and holds up
/// nothing else.
public final class RollupLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RollupLoop.class);

    /// When and how often months are worked off.
    ///
    /// @param quiet without a new day
    /// @param longest that a month waits while days come
    /// @param again after a failure
    public record Pace(Duration quiet, Duration longest, Duration again) {
        public static final Pace DEFAULT =
                new Pace(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    private final Rollups rollups;
    private final Afterwards afterwards;
    private final int keepMembersDays;
    private final Pace pace;
    private final Counter made;
    private final Counter failed;
    private final AtomicInteger pending;
    private final Map<String, Set<YearMonth>> marked = new TreeMap<>();
    private final Set<String> whole = new TreeSet<>();
    private long firstNanos;
    private long latestNanos;
    private boolean isWorking;
    private boolean isClosed;
    private boolean isFailing;
    private @Nullable Thread thread;

    /// What is done with a domain's files once they are made, such as signing them.
    @FunctionalInterface
    public interface Afterwards {
        void done(String domain) throws IOException;
    }

    public RollupLoop(Rollups rollups, Afterwards afterwards, int keepMembersDays, Pace pace, MeterRegistry registry) {
        this.rollups = rollups;
        this.afterwards = afterwards;
        this.keepMembersDays = keepMembersDays;
        this.pace = pace;
        this.made = Counter.builder("fluxwatch_publish_rollups")
                .description("Files of months and years made")
                .register(registry);
        this.failed = Counter.builder("fluxwatch_publish_rollup_failures")
                .description("Months and years that could not be made, tried again")
                .register(registry);
        this.pending = new AtomicInteger();
        registry.gauge("fluxwatch_publish_rollups_pending", pending);
    }

    /// Begins with what is not as the days are now.
    public synchronized void start(Set<String> domains) {
        whole.addAll(domains);
        touched();
        thread = Thread.ofVirtual().name("publish-rollups").start(this::run);
    }

    /// A day's files were written.
    public synchronized void mark(String domain, LocalDate day) {
        marked.computeIfAbsent(domain, _ -> new TreeSet<>()).add(YearMonth.from(day));
        touched();
    }

    private void touched() {
        final long now = System.nanoTime();
        if (pending.get() == 0) firstNanos = now;
        latestNanos = now;
        count();
        notifyAll();
    }

    private void count() {
        pending.set(whole.size() + marked.values().stream().mapToInt(Set::size).sum());
    }

    private void run() {
        try {
            while (await()) work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until there is something to do and it is time.
    ///
    /// @return false once closed with nothing left to do
    private synchronized boolean await() throws InterruptedException {
        while (true) {
            if (isClosed && (isFailing || pending.get() == 0)) return false;
            if (pending.get() == 0) {
                wait();
                continue;
            }
            final long now = System.nanoTime();
            final long quiet = isFailing ? pace.again().toNanos() : pace.quiet().toNanos();
            final long left = Math.min(
                            latestNanos + quiet,
                            firstNanos + Math.max(quiet, pace.longest().toNanos()))
                    - now;
            if (isClosed || left <= 0) return true;
            wait(Math.max(1, left / 1_000_000));
        }
    }

    private void work() {
        final Map<String, Set<YearMonth>> months;
        final Set<String> domains;
        synchronized (this) {
            months = new TreeMap<>(marked);
            domains = new TreeSet<>(whole);
            marked.clear();
            whole.clear();
            isWorking = true;
            isFailing = false;
        }
        for (String domain : domains) work(domain, () -> rollups.all(domain), () -> whole.add(domain));
        months.forEach((domain, of) -> {
            if (!domains.contains(domain)) work(domain, () -> rollups.months(domain, of), () -> again(domain, of));
        });
        synchronized (this) {
            isWorking = false;
            firstNanos = System.nanoTime();
            latestNanos = firstNanos;
            count();
            notifyAll();
        }
    }

    private void again(String domain, Set<YearMonth> months) {
        marked.computeIfAbsent(domain, _ -> new TreeSet<>()).addAll(months);
    }

    @FunctionalInterface
    private interface Work {
        int now() throws IOException;
    }

    private void work(String domain, Work work, Runnable again) {
        try {
            made.increment(work.now());
            rollups.deletePastMembers(domain, keepMembersDays);
            afterwards.done(domain);
        } catch (IOException | RuntimeException e) {
            failed.increment();
            LOG.error("months and years of {} cannot be made, tried again: {}", domain, e.toString());
            synchronized (this) {
                again.run();
                isFailing = true;
            }
        }
    }

    /// Waits until all that is marked is made.
    ///
    /// @return whether it is
    public synchronized boolean awaitIdle(Duration most) throws InterruptedException {
        final long until = System.nanoTime() + most.toNanos();
        while (pending.get() > 0 || isWorking) {
            final long left = until - System.nanoTime();
            if (left <= 0) return false;
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }

    /// What is marked is made first, for half a minute at most; what is not is made when the service starts again.
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        try {
            if (thread != null) thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
