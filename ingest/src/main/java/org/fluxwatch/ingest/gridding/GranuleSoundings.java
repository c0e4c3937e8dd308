package org.fluxwatch.ingest.gridding;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Sounding;
import org.fluxwatch.contract.record.StandIn;

/// The soundings of a granule that the screen let through.
///
/// @param co2Scale that their XCO2 is on
/// @param soundings kept in order of time, then id, so that nothing depends on the order in the file
public record GranuleSoundings(
        String granule,
        Sensor sensor,
        LocalDate day,
        GranuleVersion version,
        Set<StandIn> standIns,
        Co2Scale co2Scale,
        List<Sounding> soundings) {
    private static final Comparator<Sounding> ORDER =
            Comparator.comparing(Sounding::time).thenComparing(Sounding::id, Long::compareUnsigned);

    public GranuleSoundings {
        soundings = soundings.stream().sorted(ORDER).toList();
    }
}
