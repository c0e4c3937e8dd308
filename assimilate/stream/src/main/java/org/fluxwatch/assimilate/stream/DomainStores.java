package org.fluxwatch.assimilate.stream;

import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.fluxwatch.contract.settings.DomainSettings;

/// A task's state stores.
///
/// @param checkpoints copies of states and held days
/// @param taken which records these stores hold
record DomainStores(
        DomainClocks clocks,
        ObservationSets observations,
        StateStore states,
        HeldDays held,
        Checkpoints checkpoints,
        TakenUpTo taken) {
    static DomainStores of(ProcessorContext<?, ?> context) {
        final KeyValueStore<String, byte[]> states = context.getStateStore(AssimilationTopology.STATE_STORE);
        final KeyValueStore<String, byte[]> held = context.getStateStore(AssimilationTopology.HELD_STORE);
        return new DomainStores(
                new DomainClocks(context.getStateStore(AssimilationTopology.CLOCK_STORE)),
                new ObservationSets(context.getStateStore(AssimilationTopology.OBSERVATION_STORE)),
                new StateStore(states),
                new HeldDays(held),
                new Checkpoints(
                        Map.of(AssimilationTopology.STATE_STORE, states, AssimilationTopology.HELD_STORE, held)),
                new TakenUpTo(held));
    }

    /// The domain's clock; a new one where there is none.
    DomainClock clock(String domain, DomainSettings settings) {
        return clocks.find(domain).orElseGet(() -> DomainClock.startingAt(settings.start()));
    }

    /// Forgets all of a domain but its clock.
    void forget(String domain) {
        observations.forgetAll(domain);
        checkpoints.forgetAll(domain);
    }
}
