package org.fluxwatch.contract.record;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Unmodifiable copies that iterate in the order of their keys, so that a record has one encoding. (`Map.copyOf`
/// iterates differently in every run.)
final class Ordered {
    private Ordered() {}

    static <K extends Comparable<K>, V> Map<K, V> map(Map<K, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    static <E extends Comparable<E>> Set<E> set(Set<E> set) {
        return Collections.unmodifiableSet(new TreeSet<>(set));
    }
}
