package org.fluxwatch.contract.record;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/// Closes a granule in one domain: all its superobservations have gone before, in the same transaction.
///
/// @param superobservations how many there were, >= 0
/// @param soundings soundings in the file, wherever they lie, >= 0
/// @param rejected soundings not used, by reason; a reason is also a metric label
/// @param standIns assumptions made for variables the file lacks
/// @param co2Scale of its superobservations
public record DayComplete(
        String domain,
        Sensor sensor,
        LocalDate day,
        String granule,
        GranuleVersion version,
        int superobservations,
        int soundings,
        Map<String, Integer> rejected,
        Set<StandIn> standIns,
        @OnScale Co2Scale co2Scale)
        implements GranuleRecord, Scaled {
    public DayComplete {
        GranuleRecord.requireSatellite(sensor);
        rejected = Ordered.map(rejected);
        standIns = Ordered.set(standIns);
        atLeastNone("superobservations", superobservations);
        atLeastNone("soundings", soundings);
        rejected.forEach((reason, count) -> atLeastNone("rejected soundings, " + reason + ",", count));
    }

    private static void atLeastNone(String what, Integer count) {
        if (count == null || count < 0)
            throw new IllegalArgumentException(what + " are " + count + ", expected 0 or more");
    }
}
