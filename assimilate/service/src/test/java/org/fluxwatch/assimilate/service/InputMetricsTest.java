package org.fluxwatch.assimilate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.fluxwatch.assimilate.inputs.meteorology.FetchFailure;
import org.junit.jupiter.api.Test;

class InputMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InputMetrics tally = new InputMetrics(registry);

    @Test
    void countsWhatIsFetchedFromZeroOn() {
        assertThat(registry.scrape())
                .contains("fluxwatch_assimilate_meteorology_fetched_bytes_total 0.0")
                .contains("fluxwatch_assimilate_meteorology_fetch_failures_total{reason=\"refused\"} 0.0");
        tally.fetched(1_180_000_000);
        tally.failed(FetchFailure.REFUSED);
        assertThat(registry.scrape())
                .contains("fluxwatch_assimilate_meteorology_fetched_bytes_total 1.18E9")
                .contains("fluxwatch_assimilate_meteorology_fetch_failures_total{reason=\"refused\"} 1.0");
    }
}
