package org.fluxwatch.assimilate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import org.fluxwatch.assimilate.inputs.meteorology.FetchFailure;
import org.fluxwatch.contract.record.StandIn;
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

    @Test
    void namesWhatIsInventedOfADomain() {
        tally.inventedInputs("tried", Set.of(StandIn.INVENTED_METEOROLOGY, StandIn.INVENTED_PRIOR));
        tally.inventedInputs("real", Set.of());
        assertThat(registry.scrape())
                .contains("fluxwatch_assimilate_invented_inputs{domain=\"tried\",input=\"meteorology\"} 1.0")
                .contains("fluxwatch_assimilate_invented_inputs{domain=\"tried\",input=\"prior\"} 1.0")
                .doesNotContain("input=\"boundary\"", "\"real\"");
    }
}
