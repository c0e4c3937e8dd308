package org.fluxwatch.assimilate.stream;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/// Copies of what a domain's stores hold, to go back to.
final class Checkpoints {
    private final Map<String, KeyValueStore<String, byte[]>> stores;

    /// @param stores those that belong to a checkpoint, by name
    Checkpoints(Map<String, KeyValueStore<String, byte[]>> stores) {
        this.stores = Collections.unmodifiableMap(new TreeMap<>(stores));
    }

    /// Hands over all parts of a checkpoint of what the stores hold now, in one order.
    void forEachPart(String domain, Consumer<CheckpointReader.Part> part) {
        stores.forEach((name, store) -> PrefixScan.forEach(
                store, domain + "/", (key, value) -> part.accept(new CheckpointReader.Part(name, key, value))));
    }

    void forgetAll(String domain) {
        for (KeyValueStore<String, byte[]> store : stores.values()) PrefixScan.deleteAll(store, domain + "/");
    }

    /// Puts a checkpoint's parts in place of what the stores hold.
    void restore(String domain, List<CheckpointReader.Part> parts) {
        forgetAll(domain);
        for (CheckpointReader.Part part : parts) {
            if (!part.key().startsWith(domain + "/") || !stores.containsKey(part.store()))
                throw new IllegalStateException(
                        "checkpoint part " + part.store() + " " + part.key() + " is none of domain " + domain);
            stores.get(part.store()).put(part.key(), part.value());
        }
    }
}
