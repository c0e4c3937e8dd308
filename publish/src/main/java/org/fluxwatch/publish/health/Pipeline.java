package org.fluxwatch.publish.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.LoopWatch;
import org.fluxwatch.contract.topic.Topics;

/// How far the records have come: written to each topic, read by publish, waiting for the rest of their day.
///
/// The parts of publish's health are `kafka` (the broker answers), `products` (days can be written) and `reading` (the
/// thread that does both gets on).
public final class Pipeline {
    public static final String KAFKA = "kafka";
    public static final String PRODUCTS = "products";

    private static final String READING = "reading";

    /// That reading a few records and writing their days may take.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Health health;
    private final LoopWatch reading;
    private final Map<String, Long> written = new ConcurrentSkipListMap<>();
    private final Map<String, Long> lag = new ConcurrentSkipListMap<>();
    private volatile Backlog backlog = Backlog.NONE;

    /// @param days of which domains and systems may be waited for
    public Pipeline(Health health, MeterRegistry registry, Set<AnalysedDomain> days, InstantSource clock) {
        this.health = health;
        for (AnalysedDomain analysed : days) {
            gauge(registry, "fluxwatch_publish_days_begun", analysed, () -> backlog.begun()
                    .getOrDefault(analysed, 0));
            gauge(registry, "fluxwatch_publish_days_unwritten", analysed, () -> backlog.unwritten()
                    .getOrDefault(analysed, 0));
            gauge(registry, "fluxwatch_publish_day_begun_seconds", analysed, () -> age(analysed, clock.instant()));
        }
        for (String topic : List.of(Topics.ANALYSES.name(), Topics.INNOVATIONS.name()))
            Gauge.builder("fluxwatch_publish_lag_records", () -> lag.getOrDefault(topic, 0L))
                    .tag("topic", topic)
                    .register(registry);
        reading = new LoopWatch("publish", READING, LONGEST, health, registry);
        health.set(KAFKA, Health.State.STARTING, "");
        health.set(PRODUCTS, Health.State.STARTING, "");
    }

    private static void gauge(MeterRegistry registry, String name, AnalysedDomain analysed, Supplier<Number> value) {
        Gauge.builder(name, value)
                .tags("domain", analysed.domain(), "system", analysed.system().label())
                .register(registry);
    }

    /// Seconds since the oldest begun day has its first record; 0 when none is begun.
    private double age(AnalysedDomain analysed, Instant now) {
        final Instant since = backlog.since().get(analysed);
        return since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    }

    public void set(String part, Health.State state, String detail) {
        health.set(part, state, detail);
    }

    /// The reading has begun, or done a piece.
    public void getsOn() {
        reading.getsOn();
    }

    /// The reading has ended.
    public void rests() {
        reading.rests();
    }

    /// @param written offsets behind the last finished transaction, by topic
    /// @param lag of publish's own reading, by topic
    public void progress(Map<String, Long> written, Map<String, Long> lag) {
        this.written.putAll(written);
        this.lag.putAll(lag);
    }

    public void backlog(Backlog now) {
        backlog = now;
    }

    /// What is waited for now.
    Backlog waiting() {
        return backlog;
    }

    /// As it is now, for the page.
    ///
    /// @param ready whether all parts of publish are up
    /// @param written offsets behind the last finished transaction, by topic
    /// @param lag of publish's own reading, by topic
    /// @param pending days begun and not whole, with what they lack
    public record Snapshot(
            boolean ready,
            Map<String, Health.Part> parts,
            Map<String, Long> written,
            Map<String, Long> lag,
            List<String> pending) {}

    public Snapshot snapshot() {
        return new Snapshot(
                health.ready(),
                new TreeMap<>(health.parts()),
                Collections.unmodifiableMap(written),
                Collections.unmodifiableMap(lag),
                backlog.lacks());
    }
}
