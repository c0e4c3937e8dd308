package org.fluxwatch.assimilate.inputs.station;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what is not used, and names of each file the first of every kind in the log.
final class FaultCount {
    private static final Logger LOG = LoggerFactory.getLogger(FaultCount.class);

    private final Map<StationFault, Integer> total = new EnumMap<>(StationFault.class);
    private final Map<StationFault, Integer> ofFile = new EnumMap<>(StationFault.class);
    private final Map<StationFault, String> first = new EnumMap<>(StationFault.class);

    /// @param what file, variable or line, value, expectation
    void add(StationFault fault, String what) {
        total.merge(fault, 1, Integer::sum);
        ofFile.merge(fault, 1, Integer::sum);
        first.putIfAbsent(fault, what);
    }

    /// Ends a file: what was counted since the last end goes into the log.
    void endFile() {
        ofFile.forEach(
                (fault, count) -> LOG.warn("{} x {} left out, the first: {}", count, fault.label(), first.get(fault)));
        ofFile.clear();
        first.clear();
    }

    /// The counts by label, all labels present, and begins anew.
    Map<String, Integer> take() {
        final Map<String, Integer> counts = new TreeMap<>();
        for (StationFault fault : StationFault.values()) counts.put(fault.label(), total.getOrDefault(fault, 0));
        total.clear();
        return counts;
    }
}
