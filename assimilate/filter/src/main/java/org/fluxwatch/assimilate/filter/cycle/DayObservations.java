package org.fluxwatch.assimilate.filter.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.Innovation.Status;

/// A day's observations by the hour they fall in, in the one order that the filter takes them: time, then id.
final class DayObservations {
    private final List<List<CycleObservation>> hours = new ArrayList<>();
    private final List<CycleObservation> elsewhen = new ArrayList<>();

    DayObservations(LocalDate day, List<CycleObservation> observations) {
        for (int h = 0; h < 24; h++) hours.add(new ArrayList<>());
        final Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        observations.stream()
                .sorted(Comparator.comparing(CycleObservation::time).thenComparing(CycleObservation::id))
                .forEach(observation -> {
                    final long second = observation.time().getEpochSecond() - midnight.getEpochSecond();
                    if (second >= 0 && second < 86_400)
                        hours.get((int) (second / 3600)).add(observation);
                    else elsewhen.add(observation);
                });
    }

    List<CycleObservation> ofHour(int hour) {
        return hours.get(hour);
    }

    /// Those whose time lies outside the day.
    List<CycleObservation> outsideDay() {
        return elsewhen;
    }

    /// What can be said of an observation before it is simulated: near the boundary, outside, or none of these (as
    /// intended).
    static Status placed(CycleObservation observation, Grid grid, int boundaryCells) {
        final int cell = grid.cellAt(observation.latitude(), observation.longitude());
        if (cell < 0) return Status.OUTSIDE_DOMAIN;
        if (grid.cellsToBoundary(cell) < boundaryCells) return Status.NEAR_BOUNDARY;
        return observation.intended();
    }
}
