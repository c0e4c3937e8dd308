package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class AssimilateMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AssimilateMetrics metrics = new AssimilateMetrics(registry);

    @Test
    void gaugesOfADomainThatWentElsewhereGoAndCountersStay() {
        final DomainClock clock = DomainClock.startingAt(LocalDate.of(2019, 5, 1));
        metrics.clock("gone", clock);
        metrics.clock("here", clock);
        metrics.rejected("gone", "late-granule");
        metrics.forget("gone");
        assertThat(registry.scrape())
                .doesNotContain("fluxwatch_assimilate_next_day_seconds{domain=\"gone\"}")
                .contains("fluxwatch_assimilate_next_day_seconds{domain=\"here\"}")
                .contains("fluxwatch_assimilate_rejected_total{domain=\"gone\",reason=\"late-granule\"}");
        metrics.clock("gone", clock);
        assertThat(registry.scrape()).contains("fluxwatch_assimilate_next_day_seconds{domain=\"gone\"}");
    }
}
