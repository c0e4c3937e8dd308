package org.fluxwatch.assimilate.inversion.system;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.background.LaneState;
import org.fluxwatch.assimilate.stream.port.SystemState;

/// All that the inversion remembers: the air of the backgrounds' lanes, the rows of two months, and what was known
/// before them.
///
/// @param days that estimates are made from, or windows look at
/// @param closed the last month that ended; empty before any has
public record InversionState(LaneState lanes, SortedMap<LocalDate, KeptDay> days, Optional<ClosedMonth> closed)
        implements SystemState {
    public InversionState {
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }

    @Override
    public LocalDate nextDay() {
        return lanes.nextDay();
    }
}
