package org.fluxwatch.publish.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What Prometheus sees of heartbeats, so that rules can tell of a service that cannot tell itself.
public final class HeartbeatMetrics implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final SystemState state;
    private final MultiGauge ages;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Map<String, Double> shown = new TreeMap<>();

    public HeartbeatMetrics(SystemState state, MeterRegistry registry) {
        this.state = state;
        ages = MultiGauge.builder("fluxwatch_publish_heartbeat_age_seconds")
                .description("Since an instance of a service, which was not stopped, was last heard")
                .register(registry);
        for (String service : Judgement.SERVICES)
            Gauge.builder("fluxwatch_publish_services_running", () -> state.running(service))
                    .description("Instances of a service whose heartbeats come and that have not failed")
                    .tag("service", service)
                    .register(registry);
    }

    /// Follows which instances there are, until closed.
    public void start() {
        Thread.ofVirtual().name("publish-heartbeat-metrics").start(() -> {
            try {
                do look();
                while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void look() {
        final Map<String, Double> now = state.ages();
        final boolean same = now.keySet().equals(shown.keySet());
        shown = now;
        if (same && now.isEmpty()) return;
        final List<MultiGauge.Row<?>> rows = new ArrayList<>();
        now.forEach((key, age) -> {
            final int slash = key.indexOf('/');
            rows.add(MultiGauge.Row.of(
                    Tags.of("service", key.substring(0, slash), "instance", key.substring(slash + 1)), age));
        });
        ages.register(rows, true);
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
