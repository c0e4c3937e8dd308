package org.fluxwatch.assimilate.stream;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// The clocks of a task's domains: in the store, and from the first use on in memory too, where they are looked at all
/// the time. One that cannot be read stands in the way of its domain alone.
final class DomainClocks {
    private final KeyValueStore<String, DomainClock> store;
    private final Map<String, DomainClock> clocks = new TreeMap<>();
    private final Map<String, String> unreadable = new TreeMap<>();
    private boolean read;

    DomainClocks(KeyValueStore<String, DomainClock> store) {
        this.store = store;
    }

    private Map<String, DomainClock> clocks() {
        if (read) return clocks;
        try (KeyValueIterator<String, DomainClock> entries = store.all()) {
            while (entries.hasNext()) read(entries.peekNextKey(), entries);
        }
        read = true;
        return clocks;
    }

    private void read(String domain, KeyValueIterator<String, DomainClock> entries) {
        try {
            clocks.put(domain, entries.next().value);
        } catch (NewerStateException e) {
            throw e;
        } catch (SerializationException e) {
            unreadable.put(domain, e.getMessage() + "; only a new assimilate.application-id starts it anew");
        }
    }

    /// The domain's clock; empty when it has none yet.
    ///
    /// @throws UnusableRecordException when it cannot be read, so that no record of the domain can be taken in
    Optional<DomainClock> find(String domain) {
        final DomainClock clock = clocks().get(domain);
        final String why = unreadable.get(domain);
        if (clock == null && why != null)
            throw new UnusableRecordException(UnusableRecordException.Reason.UNUSABLE_STATE, why);
        return Optional.ofNullable(clock);
    }

    /// The clock of a domain that has one.
    DomainClock get(String domain) {
        return find(domain).orElseThrow(() -> new IllegalStateException("domain " + domain + " has no clock"));
    }

    /// What is wrong with the clocks that cannot be read, by domain.
    Map<String, String> unreadable() {
        clocks();
        return Collections.unmodifiableMap(unreadable);
    }

    void put(String domain, DomainClock clock) {
        store.put(domain, clock);
        clocks().put(domain, clock);
    }

    /// Those that have a clock.
    Set<String> domains() {
        return Collections.unmodifiableSet(clocks().keySet());
    }
}
