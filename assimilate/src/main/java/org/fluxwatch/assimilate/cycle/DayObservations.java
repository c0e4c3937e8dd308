package org.fluxwatch.assimilate.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Superobservation;

/// A day's superobservations by the hour they fall in, in the one order that the filter takes them: time, then id.
final class DayObservations {
    private final List<List<Superobservation>> hours = new ArrayList<>();
    private final List<Superobservation> elsewhen = new ArrayList<>();

    DayObservations(LocalDate day, List<Superobservation> observations) {
        for (int h = 0; h < 24; h++) hours.add(new ArrayList<>());
        final Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        observations.stream()
                .sorted(Comparator.comparing(Superobservation::time).thenComparing(Superobservation::id))
                .forEach(observation -> {
                    final long second = observation.time().getEpochSecond() - midnight.getEpochSecond();
                    if (second >= 0 && second < 86_400)
                        hours.get((int) (second / 3600)).add(observation);
                    else elsewhen.add(observation);
                });
    }

    List<Superobservation> ofHour(int hour) {
        return hours.get(hour);
    }

    /// Those whose time lies outside the day.
    List<Superobservation> outsideDay() {
        return elsewhen;
    }

    /// What can be said of an observation before it is simulated: withheld, near the boundary, outside, or none of
    /// these (assimilated).
    static Status placed(Superobservation observation, Grid grid, int boundaryCells) {
        final int cell = grid.cellAt(observation.latitude(), observation.longitude());
        if (cell < 0) return Status.OUTSIDE_DOMAIN;
        if (grid.cellsToBoundary(cell) < boundaryCells) return Status.NEAR_BOUNDARY;
        return observation.withheld() ? Status.WITHHELD : Status.ASSIMILATED;
    }
}
