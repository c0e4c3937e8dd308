package org.fluxwatch.publish.rollup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.LogFields;
import org.fluxwatch.contract.text.Messages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes months and years on a thread of its own, when no day has come for a while, or one has waited for long: days of
/// a back-fill come in bursts, and each would have its month made again. What fails is tried again, and holds up
/// nothing else: each domain has times of its own.
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
    private final MeterRegistry registry;
    private final Map<String, String> failures = new TreeMap<>();
    private final Map<String, AtomicInteger> failing = new TreeMap<>();
    private final Map<String, Waiting> waiting = new TreeMap<>();
    private boolean isWorking;
    private boolean isClosed;
    private @Nullable Thread thread;

    /// What is to be made of a domain, and since when.
    private static final class Waiting {
        private final Set<YearMonth> months = new TreeSet<>();
        private boolean isWhole;
        private boolean hasFailed;
        private final long firstNanos = System.nanoTime();
        private long latestNanos = firstNanos;

        int count() {
            return months.size() + (isWhole ? 1 : 0);
        }

        void add(Waiting other) {
            months.addAll(other.months);
            isWhole |= other.isWhole;
        }

        /// How long it is until it is made; 0 or less when it is time.
        long leftNanos(long now, Pace pace) {
            if (hasFailed) return latestNanos + pace.again().toNanos() - now;
            return Math.min(
                            latestNanos + pace.quiet().toNanos(),
                            firstNanos + pace.longest().toNanos())
                    - now;
        }
    }

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
        this.registry = registry;
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
        for (String domain : domains) {
            touched(domain).isWhole = true;
            failed(domain, "");
        }
        count();
        thread = Thread.ofVirtual().name("publish-rollups").start(this::run);
    }

    /// A day's files were written.
    public synchronized void mark(String domain, LocalDate day) {
        touched(domain).months.add(YearMonth.from(day));
        count();
        notifyAll();
    }

    private Waiting touched(String domain) {
        final Waiting of = waiting.computeIfAbsent(domain, _ -> new Waiting());
        if (!of.hasFailed) of.latestNanos = System.nanoTime(); // else its next try would never come
        return of;
    }

    private void count() {
        pending.set(waiting.values().stream().mapToInt(Waiting::count).sum());
    }

    private void run() {
        try {
            while (true) {
                final Optional<String> due = await();
                if (due.isEmpty()) return;
                work(due.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until it is time for one of the domains.
    ///
    /// @return empty once closed with nothing left to do but what has failed
    private synchronized Optional<String> await() throws InterruptedException {
        while (true) {
            final long now = System.nanoTime();
            Optional<String> next = Optional.empty();
            long least = Long.MAX_VALUE;
            for (Map.Entry<String, Waiting> entry : waiting.entrySet()) {
                if (isClosed && entry.getValue().hasFailed) continue;
                final long left = entry.getValue().leftNanos(now, pace);
                if (left >= least) continue;
                least = left;
                next = Optional.of(entry.getKey());
            }
            if (isClosed || next.isPresent() && least <= 0) return next;
            if (next.isEmpty()) wait();
            else wait(Math.max(1, least / 1_000_000));
        }
    }

    private void work(String domain) {
        final Waiting taken;
        synchronized (this) {
            taken = Objects.requireNonNull(waiting.remove(domain));
            isWorking = true;
        }
        final boolean done;
        try (var _ = LogFields.of(domain)) {
            done = work(domain, taken);
        }
        synchronized (this) {
            isWorking = false;
            if (!done) {
                final Waiting again = waiting.computeIfAbsent(domain, _ -> new Waiting());
                again.add(taken);
                again.hasFailed = true;
                again.latestNanos = System.nanoTime();
            }
            count();
            notifyAll();
        }
    }

    /// @param why empty when it has not
    private synchronized void failed(String domain, String why) {
        if (why.isEmpty()) failures.remove(domain);
        else failures.put(domain, why);
        failing.computeIfAbsent(domain, this::gauge).set(why.isEmpty() ? 0 : 1);
    }

    private AtomicInteger gauge(String domain) {
        final AtomicInteger holder = new AtomicInteger();
        Gauge.builder("fluxwatch_publish_rollups_failing", holder, AtomicInteger::get)
                .description("1 while a domain's months and years cannot be made or signed, and are tried again")
                .tag("domain", domain)
                .register(registry);
        return holder;
    }

    /// @return whether all of it is made
    private boolean work(String domain, Waiting taken) {
        try {
            made.increment(taken.isWhole ? rollups.all(domain) : rollups.months(domain, taken.months));
            rollups.deletePastMembers(domain, keepMembersDays);
            afterwards.done(domain);
            failed(domain, "");
            return true;
        } catch (IOException | RuntimeException e) {
            failed.increment();
            failed(domain, Messages.of(e));
            LOG.error("months and years of {} cannot be made, tried again: {}", domain, e.toString());
            return false;
        }
    }

    /// Of health: up unless months and years of a domain could not be made or signed.
    public synchronized Health.Part part() {
        final List<String> lines = new ArrayList<>();
        failures.forEach((domain, why) -> lines.add(domain + ": " + why));
        return lines.isEmpty()
                ? new Health.Part(Health.State.UP, "")
                : new Health.Part(
                        Health.State.WAITING,
                        "months and years cannot be made, tried again: " + String.join("; ", lines));
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
