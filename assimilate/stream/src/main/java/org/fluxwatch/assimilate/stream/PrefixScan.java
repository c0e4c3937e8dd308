package org.fluxwatch.assimilate.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// The entries of a state store whose keys begin alike, in the order of the keys.
final class PrefixScan {
    private static final StringSerializer KEYS = new StringSerializer();

    private PrefixScan() {}

    static <V> void forEach(KeyValueStore<String, V> store, String prefix, BiConsumer<String, V> entry) {
        try (KeyValueIterator<String, V> entries = store.prefixScan(prefix, KEYS)) {
            entries.forEachRemaining(next -> entry.accept(next.key, next.value));
        }
    }

    static <V> List<String> keys(KeyValueStore<String, V> store, String prefix) {
        return entries(store, prefix, (key, value) -> key);
    }

    static <V> List<V> values(KeyValueStore<String, V> store, String prefix) {
        return entries(store, prefix, (key, value) -> value);
    }

    static <V> void deleteAll(KeyValueStore<String, V> store, String prefix) {
        keys(store, prefix).forEach(store::delete);
    }

    private static <V, T> List<T> entries(
            KeyValueStore<String, V> store, String prefix, BiFunction<String, V, T> part) {
        final List<T> parts = new ArrayList<>();
        forEach(store, prefix, (key, value) -> parts.add(part.apply(key, value)));
        return parts;
    }
}
