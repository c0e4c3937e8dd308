package org.fluxwatch.contract.record;

import java.util.Comparator;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A domain as one system analyses it: what has days, revisions and files of its own. Ordered by domain, then system.
public record AnalysedDomain(String domain, AssimilationSystem system) implements Comparable<AnalysedDomain> {
    private static final Comparator<AnalysedDomain> ORDER =
            Comparator.comparing(AnalysedDomain::domain).thenComparing(AnalysedDomain::system);

    /// Every system's of these domains, in their order.
    public static SortedSet<AnalysedDomain> all(Set<String> domains) {
        final SortedSet<AnalysedDomain> all = new TreeSet<>();
        for (String domain : domains)
            for (AssimilationSystem system : AssimilationSystem.values()) all.add(new AnalysedDomain(domain, system));
        return all;
    }

    @Override
    public int compareTo(AnalysedDomain other) {
        return ORDER.compare(this, other);
    }

    /// Such as `east-asia/filter`.
    @Override
    public String toString() {
        return domain + "/" + system.label();
    }
}
