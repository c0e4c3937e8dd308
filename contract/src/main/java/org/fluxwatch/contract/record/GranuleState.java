package org.fluxwatch.contract.record;

import java.time.LocalDate;
import java.util.Map;

/// The ledger's entry for a granule, on the compacted topic `granules`: what is here need not be done again.
///
/// @param granule file name, the record's key
/// @param outcome what became of it
/// @param detail empty, or the one line that says why it was not published
/// @param soundings soundings in the file, 0 when it could not be read
/// @param rejected soundings not used, by reason
/// @param superobservations published, by domain
public record GranuleState(
        String granule,
        Sensor sensor,
        LocalDate day,
        GranuleVersion version,
        Outcome outcome,
        String detail,
        int soundings,
        Map<String, Integer> rejected,
        Map<String, Integer> superobservations) {
    public GranuleState {
        rejected = Ordered.map(rejected);
        superobservations = Ordered.map(superobservations);
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
