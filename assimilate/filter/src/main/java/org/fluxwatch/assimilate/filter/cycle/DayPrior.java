package org.fluxwatch.assimilate.filter.cycle;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.PriorFlux.Natural;

/// A day's natural prior flux, hour by hour.
///
/// @param hours `[24]`
/// @param ocean the ocean's part of the day's mean, where the prior has it apart
record DayPrior(List<Natural> hours, Optional<Natural> ocean) {
    static final int HOURS = 24;

    /// Reads a day.
    static DayPrior of(PriorFlux prior, LocalDate day) {
        final List<PriorFlux.Fields> hours = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++)
            hours.add(prior.at(day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(hour))));
        return of(hours);
    }

    static DayPrior of(List<PriorFlux.Fields> hours) {
        final List<Natural> ocean = new ArrayList<>();
        for (PriorFlux.Fields hour : hours) hour.ocean().ifPresent(ocean::add);
        return new DayPrior(
                hours.stream().map(PriorFlux.Fields::natural).toList(),
                ocean.size() == HOURS ? Optional.of(mean(ocean)) : Optional.empty());
    }

    private static Natural mean(List<Natural> hours) {
        return new Natural(
                dayMean(hours.stream().map(Natural::release).toList()),
                dayMean(hours.stream().map(Natural::uptake).toList()));
    }

    private static float[] dayMean(List<float[]> hours) {
        final float[] mean = new float[hours.getFirst().length];
        for (int c = 0; c < mean.length; c++) {
            double sum = 0;
            for (float[] hour : hours) sum += hour[c];
            mean[c] = (float) (sum / hours.size());
        }
        return mean;
    }
}
