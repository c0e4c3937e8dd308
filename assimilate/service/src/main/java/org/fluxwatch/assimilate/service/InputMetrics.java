package org.fluxwatch.assimilate.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.fluxwatch.assimilate.inputs.meteorology.FetchFailure;
import org.fluxwatch.assimilate.inputs.meteorology.FetchTally;
import org.fluxwatch.contract.record.StandIn;

/// What the metrics say of inputs; each name stands here and nowhere else. Counts from 0 on, so that the first one
/// shows as an increase.
final class InputMetrics implements FetchTally {
    private static final String INVENTED = "fluxwatch_assimilate_invented_inputs";

    private final MeterRegistry registry;
    private final Counter bytes;

    InputMetrics(MeterRegistry registry) {
        this.registry = registry;
        bytes = Counter.builder("fluxwatch_assimilate_meteorology_fetched_bytes")
                .description("Bytes of the files of meteorology that were fetched whole")
                .register(registry);
        for (FetchFailure failure : FetchFailure.values()) failures(failure);
    }

    /// Which of a domain's winds, prior fluxes and inflow are invented; goes with the domain's other gauges, and is
    /// said again with each of its turns.
    void inventedInputs(String domain, Set<StandIn> invented) {
        for (StandIn standIn : invented) standIn.invented().ifPresent(input -> invented(domain, input));
    }

    private void invented(String domain, String input) {
        if (registry.find(INVENTED).tags("domain", domain, "input", input).gauge() == null)
            Gauge.builder(INVENTED, () -> 1)
                    .description("1 for each of meteorology, prior and boundary that is of kind synthetic")
                    .tags("domain", domain, "input", input)
                    .register(registry);
    }

    @Override
    public void fetched(long length) {
        bytes.increment((double) length);
    }

    @Override
    public void failed(FetchFailure failure) {
        failures(failure).increment();
    }

    private Counter failures(FetchFailure failure) {
        return Counter.builder("fluxwatch_assimilate_meteorology_fetch_failures")
                .description("Attempts to fetch a file of meteorology that failed, by reason")
                .tags("reason", failure.label())
                .register(registry);
    }
}
