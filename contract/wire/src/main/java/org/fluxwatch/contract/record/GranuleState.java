package org.fluxwatch.contract.record;

import java.time.LocalDate;
import java.util.Map;
import org.fluxwatch.contract.text.Printable;

/// The ledger's entry for a granule, on the compacted topic `granules`: what is here need not be done again.
///
/// @param granule file name, the record's key
/// @param outcome what became of it
/// @param detail empty, or the one line that says why it was not published
/// @param soundings soundings in the file, 0 when it could not be read, >= 0
/// @param rejected soundings not used, by reason, >= 0
/// @param superobservations published, by domain, >= 0
/// @param co2Scale that it was published on
public record GranuleState(
        String granule,
        Sensor sensor,
        LocalDate day,
        GranuleVersion version,
        Outcome outcome,
        String detail,
        int soundings,
        Map<String, Integer> rejected,
        Map<String, Integer> superobservations,
        @OnScale Co2Scale co2Scale)
        implements Scaled {
    public GranuleState {
        detail = Printable.line(detail);
        rejected = Ordered.map(rejected);
        superobservations = Ordered.map(superobservations);
        if (granule.isBlank()) throw new IllegalArgumentException("granule is '" + granule + "', expected a file name");
        GranuleRecord.requireSatellite(sensor);
        atLeastNone("soundings", soundings);
        rejected.forEach((reason, count) -> atLeastNone("rejected soundings, " + reason + ",", count));
        superobservations.forEach((domain, count) -> atLeastNone("superobservations of " + domain, count));
    }

    private static void atLeastNone(String what, Integer count) {
        if (count == null || count < 0)
            throw new IllegalArgumentException(what + " are " + count + ", expected 0 or more");
    }

    public enum Outcome {
        PUBLISHED,
        /// Could not be used; the file lies in the quarantine folder.
        QUARANTINED,
        /// A newer granule of the same sensor and day was there already.
        SUPERSEDED,
        /// Was published, and the archive has taken it back.
        RETRACTED
    }
}
