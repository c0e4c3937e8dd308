package org.fluxwatch.contract.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Whether a service's one loop gets on: a thread that hangs in a read or a write says nothing by itself, and all that
/// it has shown before stays as it was. The part of health waits once it has got on with nothing for too long.
/// ```
/// fluxwatch_loop_busy_seconds{service}     since it last got on; 0 while it rests
/// ```
public final class LoopWatch {
    private final Duration longest;
    private final LongSupplier nanoTime;
    private volatile boolean isResting = true;
    private volatile long lastNanos;

    /// @param part of health, with what the loop does
    /// @param longest that it may take to get on
    public LoopWatch(String service, String part, Duration longest, Health health, MeterRegistry registry) {
        this(service, part, longest, health, registry, System::nanoTime);
    }

    public LoopWatch(
            String service,
            String part,
            Duration longest,
            Health health,
            MeterRegistry registry,
            LongSupplier nanoTime) {
        this.longest = longest;
        this.nanoTime = nanoTime;
        Gauge.builder("fluxwatch_loop_busy_seconds", () -> busy().toMillis() / 1000.0)
                .description("Since the service's loop last got on; 0 while it rests")
                .tag("service", service)
                .register(registry);
        health.watch(part, this::part);
    }

    /// It has got on: begun, or done one thing of several.
    public void getsOn() {
        lastNanos = nanoTime.getAsLong();
        isResting = false;
    }

    /// It has nothing to do until it gets on again.
    public void rests() {
        isResting = true;
    }

    private Duration busy() {
        return isResting ? Duration.ZERO : Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - lastNanos));
    }

    private Health.Part part() {
        final Duration busy = busy();
        return busy.compareTo(longest) <= 0
                ? new Health.Part(Health.State.UP, "")
                : new Health.Part(
                        Health.State.WAITING,
                        "it has not got on for " + busy.toMinutes()
                                + " min; what it reads or writes hangs, such as a disk of the network");
    }
}
