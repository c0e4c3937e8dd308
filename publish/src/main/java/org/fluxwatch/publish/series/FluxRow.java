package org.fluxwatch.publish.series;

import java.time.LocalDate;

/// One period of a series.
///
/// @param period its name, such as `2019-05`
/// @param begin the first day of it that was asked for
/// @param end the last
/// @param days that files tell of
/// @param missing days that none tells of; the fluxes are without them
/// @param flux TgC per day of a day, else TgC
/// @param spread standard deviation of the natural flux with observations over the period; NaN where not known
public record FluxRow(String period, LocalDate begin, LocalDate end, int days, int missing, Flux flux, double spread) {}
