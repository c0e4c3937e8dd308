package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;

/// A task's state stores.
///
/// @param checkpoints copies of states and held days
/// @param taken which records these stores hold
record DomainStores(
        DomainClocks clocks,
        ObservationSets observations,
        StateStore states,
        StateSettings stateSettings,
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
                new StateSettings(states),
                new HeldDays(held),
                new Checkpoints(
                        Map.of(AssimilationTopology.STATE_STORE, states, AssimilationTopology.HELD_STORE, held)),
                new TakenUpTo(held));
    }

    /// The domain's clock; a new one where there is none.
    DomainClock clock(String domain, DomainSettings settings) {
        return clocks.find(domain).orElseGet(() -> DomainClock.startingAt(settings.start()));
    }

    /// The newest day that has come of each sensor that counts for the domain or has brought anything, as far back as
    /// observations are held; of one that has brought nothing since, the day before these.
    ///
    /// @param expected sensors of the domain
    Map<Sensor, LocalDate> newestDays(String domain, DomainClock clock, Set<Sensor> expected, int goBackDays) {
        final LocalDate reach = clock.reachableFrom(goBackDays);
        final LocalDate first = reach.isBefore(clock.nextDay()) ? reach : clock.nextDay();
        final LocalDate last = clock.newestDay().plusDays(Foresight.GREATEST_LEAP_DAYS);
        final Map<Sensor, LocalDate> newest = new TreeMap<>();
        for (Sensor sensor : expected) newest.put(sensor, first.minusDays(1));
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1))
            for (Sensor sensor : observations.granules(domain, day).keySet()) newest.put(sensor, day);
        return newest;
    }

    /// Forgets all of a domain but its clock.
    void forget(String domain) {
        observations.forgetAll(domain);
        checkpoints.forgetAll(domain);
    }
}
