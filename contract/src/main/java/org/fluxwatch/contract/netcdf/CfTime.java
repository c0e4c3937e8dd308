package org.fluxwatch.contract.netcdf;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ucar.nc2.time.CalendarDateUnit;

/// Times of a CF axis such as `hours since 1900-01-01`.
public final class CfTime {
    /// Calendars that agree with that of [Instant] for every day since 1582.
    private static final Set<String> CALENDARS = Set.of("", "gregorian", "standard", "proleptic_gregorian");

    /// To udunits a month and a year are shares of a tropical year, by which a year's stamp falls into the year before.
    private static final Pattern CALENDAR =
            Pattern.compile("(?i)(month|year|yr)s? since (\\d{4})-(\\d{1,2})-(\\d{1,2}).*");

    private CfTime() {}

    /// The times of an axis, to the millisecond.
    ///
    /// @throws InputException when units or calendar are none that can be read, or a value is missing
    public static Instant[] instants(GridVariable axis) {
        return instants(axis, axis.doubles());
    }

    /// Times of values in the units of an axis, such as those of its bounds.
    ///
    /// @throws InputException when units or calendar are none that can be read, or a value is missing
    public static Instant[] instants(GridVariable axis, double[] values) {
        final String calendar = axis.text("calendar").orElse("").toLowerCase(java.util.Locale.ROOT);
        if (!CALENDARS.contains(calendar))
            throw axis.wrong("has the calendar '" + calendar + "', expected a Gregorian one");
        final Instant[] instants = new Instant[values.length];
        final Matcher calendrical = CALENDAR.matcher(axis.units());
        final CalendarDateUnit unit = calendrical.matches() ? null : unit(axis);
        for (int t = 0; t < values.length; t++) {
            if (Double.isNaN(values[t])) throw axis.wrong("has no value at " + t + ", expected a time");
            instants[t] = unit == null
                    ? date(axis, calendrical, values[t])
                    : Instant.ofEpochMilli(unit.makeCalendarDate(values[t]).getMillis());
        }
        return instants;
    }

    private static CalendarDateUnit unit(GridVariable axis) {
        try {
            return CalendarDateUnit.of("proleptic_gregorian", axis.units());
        } catch (RuntimeException e) {
            throw axis.wrong("has the units '" + axis.units() + "', expected such as 'days since 2000-01-01'");
        }
    }

    /// Calendar months and years.
    private static Instant date(GridVariable axis, Matcher since, double value) {
        if (value != Math.rint(value))
            throw axis.wrong("holds " + value + " " + axis.units() + ", expected whole months or years");
        final long months = (long) value * (since.group(1).equalsIgnoreCase("month") ? 1 : 12);
        return java.time.LocalDate.of(
                        Integer.parseInt(since.group(2)),
                        Integer.parseInt(since.group(3)),
                        Integer.parseInt(since.group(4)))
                .plusMonths(months)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
