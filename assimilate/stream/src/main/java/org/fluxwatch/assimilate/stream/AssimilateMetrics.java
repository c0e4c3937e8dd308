package org.fluxwatch.assimilate.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Sensor;

/// The stage's metrics; each name stands here and nowhere else.
final class AssimilateMetrics {
    private final MeterRegistry registry;
    private final Map<String, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();
    private final Map<String, AtomicReference<Double>> newest = new ConcurrentHashMap<>();

    AssimilateMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private void gauge(String name, String help, String domain, double value) {
        gauges.computeIfAbsent(name + "/" + domain, key -> {
                    final AtomicReference<Double> holder = new AtomicReference<>(value);
                    Gauge.builder(name, holder, AtomicReference::get)
                            .description(help)
                            .tags(Tags.of("domain", domain))
                            .register(registry);
                    return holder;
                })
                .set(value);
    }

    /// Takes a domain's gauges away: another instance shows them from now on.
    void forget(String domain) {
        gauges.keySet().removeIf(key -> key.endsWith("/" + domain));
        newest.keySet().removeIf(key -> key.startsWith(domain + "/"));
        for (Meter meter : registry.getMeters())
            if (meter instanceof Gauge && domain.equals(meter.getId().getTag("domain"))) registry.remove(meter);
    }

    private static double seconds(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    void clock(String domain, DomainClock clock) {
        gauge(
                "fluxwatch_assimilate_next_day_seconds",
                "First day not analysed, seconds since 1970",
                domain,
                seconds(clock.nextDay()));
        gauge(
                "fluxwatch_assimilate_days_waiting",
                "Days whose observations are complete and that are not analysed yet",
                domain,
                (double) (clock.readyBefore().toEpochDay() - clock.nextDay().toEpochDay()));
        // from 0 on, so that the first one shows as an increase
        mayReject(domain, "older-than-checkpoints");
        mayReject(domain, "too-far-ahead");
        goingBack(domain);
        if (!clock.checkpoints().isEmpty())
            gauge(
                    "fluxwatch_assimilate_oldest_checkpoint_seconds",
                    "First day that the domain can go back to, seconds since 1970",
                    domain,
                    seconds(clock.checkpoints().getFirst().day()));
    }

    void wentBack(String domain) {
        goingBack(domain).increment();
    }

    private Counter goingBack(String domain) {
        return Counter.builder("fluxwatch_assimilate_went_back")
                .description("Times that the domain went back to a checkpoint for late data")
                .tags("domain", domain)
                .register(registry);
    }

    void late(String domain, Sensor sensor) {
        lateGranules(domain, sensor).increment();
    }

    private Counter lateGranules(String domain, Sensor sensor) {
        return Counter.builder("fluxwatch_assimilate_late_granules")
                .description("Granules of closed days that were taken in or taken back")
                .tags("domain", domain, "sensor", sensor.label())
                .register(registry);
    }

    void newestDay(String domain, Sensor sensor, LocalDate day) {
        lateGranules(domain, sensor);
        newest.computeIfAbsent(domain + "/" + sensor.label(), key -> {
                    final AtomicReference<Double> holder = new AtomicReference<>(seconds(day));
                    Gauge.builder("fluxwatch_assimilate_sensor_newest_day_seconds", holder, AtomicReference::get)
                            .description("Newest day that has come of the sensor, seconds since 1970")
                            .tags("domain", domain, "sensor", sensor.label())
                            .register(registry);
                    return holder;
                })
                .accumulateAndGet(seconds(day), Math::max);
    }

    /// @param next the clock after the day
    void dayAnalysed(DailyAnalysis day, Duration taken, DomainClock next) {
        final String domain = day.identity().domain();
        gauge(
                "fluxwatch_assimilate_seconds_to_go",
                "Time that the days waiting will take if each takes as long as the last one did",
                domain,
                (next.readyBefore().toEpochDay() - next.nextDay().toEpochDay()) * taken.toNanos() / 1e9);
        Timer.builder("fluxwatch_assimilate_day_duration")
                .description("Time to analyse a day")
                .tags("domain", domain)
                .register(registry)
                .record(taken);
        day.counts().byStatus().forEach((status, count) -> Counter.builder("fluxwatch_assimilate_superobservations")
                .description("Superobservations by what was done with them")
                .tags("domain", domain, "status", status)
                .register(registry)
                .increment(count));
        final double chiSquare =
                switch (day.diagnostics()) {
                    case DailyAnalysis.Filter filter -> filter.chiSquare();
                    case DailyAnalysis.Inversion inversion -> inversion.chiSquare();
                };
        gauge(
                "fluxwatch_assimilate_chi_square",
                "Innovation chi-square of the last day, of an inversion of its month; 1 is consistent",
                domain,
                chiSquare);
    }

    void domainStopped(String domain, boolean stopped) {
        gauge(
                "fluxwatch_assimilate_domain_stopped",
                "1 when the domain has stopped and needs an operator",
                domain,
                stopped ? 1 : 0);
    }

    void waitingForInputs(String domain, boolean waiting) {
        gauge(
                "fluxwatch_assimilate_waiting_for_inputs",
                "1 when the next day's winds, fluxes or inflow are not all there or cannot be used",
                domain,
                waiting ? 1 : 0);
    }

    void failing(String domain, boolean failing) {
        gauge(
                "fluxwatch_assimilate_failing",
                "1 when the next day fails in a way that nobody foresaw and is tried again",
                domain,
                failing ? 1 : 0);
    }

    /// Shows whether the numerics have stalled.
    void stalled(BooleanSupplier stalled) {
        Gauge.builder("fluxwatch_assimilate_stalled", stalled, now -> now.getAsBoolean() ? 1 : 0)
                .description("1 when what the numerics are at takes much longer than the like has ever taken")
                .register(registry);
    }

    /// @param reason why a granule or record was not used; a label of its own for each
    void rejected(String domain, String reason) {
        rejections(domain, reason).increment();
    }

    /// @param count may be 0, so that the first one shows as an increase
    void rejected(String domain, String reason, int count) {
        rejections(domain, reason).increment(count);
    }

    /// Counts from 0 on, so that the first one shows as an increase.
    void mayReject(String domain, String reason) {
        rejections(domain, reason);
    }

    private Counter rejections(String domain, String reason) {
        return Counter.builder("fluxwatch_assimilate_rejected")
                .description("Granules and records that were not used, by reason")
                .tags("domain", domain, "reason", reason)
                .register(registry);
    }
}
