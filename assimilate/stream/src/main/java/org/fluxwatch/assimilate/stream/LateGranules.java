package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Changes of closed days' observations: granules that came late, in a new version, or were taken back. They number the
/// revisions, so that a revision says which data it holds, however often and when the domain went back for them.
///
/// @param before changes of days that can no longer be reached, and of what was there before a new start
/// @param ofDays changes by day
record LateGranules(int before, Map<LocalDate, Integer> ofDays) {
    static final LateGranules NONE = new LateGranules(0, Map.of());

    LateGranules {
        ofDays = Collections.unmodifiableNavigableMap(new TreeMap<>(ofDays));
    }

    private NavigableMap<LocalDate, Integer> days() {
        return (NavigableMap<LocalDate, Integer>) ofDays;
    }

    private static int sum(Map<LocalDate, Integer> days) {
        return days.values().stream().mapToInt(Integer::intValue).sum();
    }

    LateGranules with(LocalDate day) {
        final Map<LocalDate, Integer> more = new TreeMap<>(ofDays);
        more.merge(day, 1, Integer::sum);
        return new LateGranules(before, more);
    }

    /// Changes that an analysis of all days up to and including this one holds.
    int upTo(LocalDate day) {
        return before + sum(days().headMap(day, true));
    }

    int all() {
        return before + sum(ofDays);
    }

    /// The same, with the days before this one summed up.
    LateGranules reachableFrom(LocalDate day) {
        return new LateGranules(before + sum(days().headMap(day, false)), days().tailMap(day, true));
    }
}
