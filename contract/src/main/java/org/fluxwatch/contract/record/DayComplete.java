package org.fluxwatch.contract.record;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/// Closes a granule in one domain: all its superobservations have gone before, in the same transaction.
///
/// @param superobservations how many there were, >= 0
/// @param soundings soundings in the file, wherever they lie
/// @param rejected soundings not used, by reason; a reason is also a metric label
/// @param standIns assumptions made for variables the file lacks
public record DayComplete(
        String domain,
        Sensor sensor,
        LocalDate day,
        String granule,
        GranuleVersion version,
        int superobservations,
        int soundings,
        Map<String, Integer> rejected,
        Set<StandIn> standIns)
        implements GranuleRecord {
    public DayComplete {
        rejected = Ordered.map(rejected);
        standIns = Ordered.set(standIns);
    }
}
