package org.fluxwatch.assimilate.inversion.system;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.record.Sensor;

/// What the inversion keeps of a day: all that later estimates take from it.
///
/// @param rows satellites' by time, then source and id; then those of stations likewise
/// @param missing expected sensors without a granule
record KeptDay(LocalDate day, List<ObservationRow> rows, List<DailyAnalysis.Granule> granules, Set<Sensor> missing) {
    KeptDay {
        rows = List.copyOf(rows);
        granules = List.copyOf(granules);
        missing = Set.copyOf(missing);
    }
}
