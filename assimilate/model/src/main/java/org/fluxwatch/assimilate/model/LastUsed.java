package org.fluxwatch.assimilate.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The few values that were used last, such as fields of steps, so that they are not read twice. Not for several
/// threads.
public final class LastUsed<K, V> {
    private final Map<K, V> values;

    /// @param most that are kept
    public LastUsed(int most) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public void forget() {
        values.clear();
    }

    /// Keeps a value, in place of one that is kept.
    public void put(K key, V value) {
        values.put(key, value);
    }

    /// @param make makes the value where it is not kept; when it throws, nothing is kept
    public V of(K key, Function<K, V> make) {
        final V kept = values.get(key);
        if (kept != null) return kept;
        final V made = make.apply(key);
        values.put(key, made);
        return made;
    }
}
