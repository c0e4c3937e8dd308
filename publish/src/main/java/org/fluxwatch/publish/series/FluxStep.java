package org.fluxwatch.publish.series;

import java.time.LocalDate;

/// What one file says of an area: a day of the filter, or a month of the inversion.
///
/// @param begin its first day
/// @param days it has
/// @param flux mean over them, TgC per day
/// @param spread standard deviation of its natural flux with observations, TgC per day; NaN where not known
/// @param members that flux by member, TgC per day `[N]`; empty where not known. Member n is the same one in all steps
public record FluxStep(LocalDate begin, int days, Flux flux, double spread, double[] members) {
    public LocalDate end() {
        return begin.plusDays(days - 1L);
    }
}
