package org.fluxwatch.publish.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Prometheus sees of heartbeats, so that rules can tell of a service that cannot tell itself.
public final class HeartbeatMetrics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatMetrics.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final SystemState state;
    private final MultiGauge ages;
    private final MultiGauge written;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Map<String, Double> shown = new TreeMap<>();

    public HeartbeatMetrics(SystemState state, MeterRegistry registry) {
        this.state = state;
        ages = MultiGauge.builder("fluxwatch_publish_heartbeat_age_seconds")
                .description("Since an instance of a service, which has not ended, was last heard")
                .register(registry);
        written = MultiGauge.builder("fluxwatch_publish_newest_written_seconds")
                .description("When the newest file of a domain was written, seconds since 1970")
                .register(registry);
        // not `instance`: that is what Prometheus calls the address it scrapes
        for (String service : Judgement.SERVICES) {
            Gauge.builder("fluxwatch_publish_services_running", () -> state.running(service))
                    .description("Instances of a service whose heartbeats come and that have not failed")
                    .tag("service", service)
                    .register(registry);
            Gauge.builder("fluxwatch_publish_services_failed", () -> state.failed(service))
                    .description(
                            "Instances of a service that have failed, in the last day, and that no other has replaced")
                    .tag("service", service)
                    .register(registry);
        }
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
        lookAtFiles();
        state.lookAtAlarms();
        final Map<String, Double> now = state.ages();
        final boolean same = now.keySet().equals(shown.keySet());
        shown = now;
        if (same && now.isEmpty()) return;
        final List<MultiGauge.Row<?>> rows = new ArrayList<>();
        now.forEach((key, age) -> {
            final int slash = key.indexOf('/');
            rows.add(MultiGauge.Row.of(
                    Tags.of("service", key.substring(0, slash), "name", key.substring(slash + 1)), age));
        });
        ages.register(rows, true);
    }

    private void lookAtFiles() {
        try {
            final List<MultiGauge.Row<?>> rows = new ArrayList<>();
            state.written()
                    .forEach((analysed, at) -> rows.add(MultiGauge.Row.of(
                            Tags.of(
                                    "domain",
                                    analysed.domain(),
                                    "system",
                                    analysed.system().label()),
                            at.toEpochMilli() / 1000.0)));
            written.register(rows, true);
        } catch (IOException e) {
            LOG.debug("the products folder cannot be read, which has a health part of its own", e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
