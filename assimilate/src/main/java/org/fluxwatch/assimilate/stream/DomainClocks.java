package org.fluxwatch.assimilate.stream;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// The clocks of a task's domains: in the store, and from the first use on in memory too, where they are looked at all
/// the time.
final class DomainClocks {
    private final KeyValueStore<String, DomainClock> store;
    private final Map<String, DomainClock> clocks = new TreeMap<>();
    private boolean read;

    DomainClocks(KeyValueStore<String, DomainClock> store) {
        this.store = store;
    }

    private Map<String, DomainClock> clocks() {
        if (read) return clocks;
        try (KeyValueIterator<String, DomainClock> entries = store.all()) {
            entries.forEachRemaining(entry -> clocks.put(entry.key, entry.value));
        }
        read = true;
        return clocks;
    }

    /// The domain's clock, or null when it has none yet.
    DomainClock get(String domain) {
        return clocks().get(domain);
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
