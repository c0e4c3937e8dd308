package org.fluxwatch.contract.netcdf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ucar.nc2.time.Calendar;
import ucar.nc2.time.CalendarDate;
import ucar.nc2.time.CalendarDateUnit;

/// Times of a CF axis such as `hours since 1900-01-01`, in every calendar of CF (1.11, section 4.4.1) that has dates.
///
/// - `standard`, `gregorian` and none stated: Julian up to 1582-10-04, Gregorian from 1582-10-15 on, so that days since
///   the year 1 are two fewer than in `proleptic_gregorian`. There is no year 0.
/// - `365_day`, `366_day`, `360_day` (also `noleap`, `all_leap`) and `julian` are counted as the calendar says, and the
///   date that comes out is taken as it is written. One that there is not, such as 30 February, cannot be used.
public final class CfTime {
    private static final String CALENDARS =
            "standard, gregorian, proleptic_gregorian, 365_day, noleap, 366_day," + " all_leap, 360_day or julian";
    private static final Pattern SINCE = Pattern.compile("(?i)\\s*(\\S+)\\s+since\\s+(([+-]?\\d+)-.*)");

    /// To udunits a month and a year are shares of a tropical year, by which a year's stamp falls into the year before.
    private static final Pattern CALENDRICAL = Pattern.compile("(?i)(month|year|yr)s?");

    /// Years of four digits; beyond them a time was damaged, or too far for the library to count.
    private static final Instant FIRST = Instant.parse("-9999-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final GridVariable variable;
    private final String units;
    private final String calendarName;
    private final Calendar calendar;
    private final CalendarDateUnit unit;
    private final double perUnit;
    private final int months;

    /// @param variable of the times
    /// @param axis has units and calendar where the variable has none
    private CfTime(GridVariable variable, GridVariable axis) {
        this.variable = variable;
        units = variable.units().isEmpty() ? axis.units() : variable.units();
        calendarName = calendarName(variable.type("calendar") == AttributeType.NONE ? axis : variable);
        calendar = calendar();
        final Matcher since = SINCE.matcher(units);
        if (!since.matches()) throw wrongUnits();
        if (isWithoutYear0() && since.group(3).matches("-.*|\\+?0+"))
            throw variable.wrong("has the units '" + units + "' in the calendar '" + calendarName
                    + "', which has no year before 1, expected a date of the year 1 or later");
        final Matcher calendrical = CALENDRICAL.matcher(since.group(1));
        months = !calendrical.matches() ? 0 : calendrical.group(1).equalsIgnoreCase("month") ? 1 : 12;
        final Optional<CalendarDateUnit> known = months > 0 ? Optional.empty() : unit(units);
        perUnit = known.isPresent() || months > 0 ? 1 : seconds(since.group(1));
        unit = known.or(() -> unit("seconds since " + since.group(2))).orElseThrow(this::wrongUnits);
    }

    private static String calendarName(GridVariable variable) {
        return switch (variable.type("calendar")) {
            case NONE -> "";
            case TEXT -> variable.text("calendar").orElse("").toLowerCase(Locale.ROOT);
            case WHOLE, SINGLE, DOUBLE, OTHER ->
                throw ValueAttribute.wrong(variable, "calendar", "of another type", "the text " + CALENDARS);
        };
    }

    private Calendar calendar() {
        return switch (calendarName) {
            case "", "standard", "gregorian" -> Calendar.gregorian;
            case "proleptic_gregorian" -> Calendar.proleptic_gregorian;
            case "365_day", "noleap" -> Calendar.noleap;
            case "366_day", "all_leap" -> Calendar.all_leap;
            case "360_day" -> Calendar.uniform30day;
            case "julian" -> Calendar.julian;
            default -> throw variable.wrong("has the calendar '" + calendarName + "', expected " + CALENDARS);
        };
    }

    private boolean isWithoutYear0() {
        return calendar == Calendar.gregorian || calendar == Calendar.julian;
    }

    private Optional<CalendarDateUnit> unit(String text) {
        try {
            return Optional.of(CalendarDateUnit.withCalendar(calendar, text));
        } catch (RuntimeException e) { // what netCDF-Java throws at units it does not know
            return Optional.empty();
        }
    }

    private double seconds(String word) {
        try {
            return Units.factor(word, "s");
        } catch (IllegalArgumentException e) {
            throw wrongUnits();
        }
    }

    private InputException wrongUnits() {
        return variable.wrong("has the units '" + units + "', expected such as 'days since 2000-01-01'");
    }

    /// The times of an axis, to the millisecond.
    ///
    /// @throws InputException when units or calendar are none that can be read, a value is missing, or a date is
    /// none
    public static Instant[] instants(GridVariable axis) {
        return instants(axis, axis.doubles());
    }

    /// Times of some values in the units of an axis.
    ///
    /// @throws InputException as [#instants(GridVariable)]
    public static Instant[] instants(GridVariable axis, double[] values) {
        return new CfTime(axis, axis).instants(values);
    }

    /// Begin and end of each time of an axis, in turn, where the file has them: in units and calendar of the bounds,
    /// else of the axis.
    ///
    /// @return `[2 * axis.size()]`
    /// @throws InputException when these are not two times for each of the axis
    public static Optional<Instant[]> bounds(GridVariable axis) {
        final GridFile file = axis.file();
        final Optional<GridVariable> bounds =
                axis.text("bounds").filter(file::has).map(file::variable);
        if (bounds.isEmpty()) return Optional.empty();
        final int[] expected = Arrays.copyOf(axis.shape(), axis.shape().length + 1);
        expected[expected.length - 1] = 2;
        if (!Arrays.equals(bounds.get().shape(), expected))
            throw bounds.get()
                    .wrong("has the shape " + Arrays.toString(bounds.get().shape()) + ", expected "
                            + Arrays.toString(expected) + ", two bounds of each time of " + axis.name());
        return Optional.of(new CfTime(bounds.get(), axis).instants(bounds.get().doubles()));
    }

    private Instant[] instants(double[] values) {
        final Instant[] instants = new Instant[values.length];
        for (int t = 0; t < values.length; t++) {
            if (Double.isNaN(values[t])) throw variable.wrong("has no value at " + t + ", expected a time");
            instants[t] = months == 0 ? instant(values[t]) : monthsLater(values[t]);
            if (instants[t].isBefore(FIRST) || instants[t].isAfter(LAST)) throw beyond(values[t]);
        }
        return instants;
    }

    private Instant instant(double value) {
        final CalendarDate date;
        try {
            date = unit.makeCalendarDate(value * perUnit);
        } catch (ArithmeticException | IllegalArgumentException e) { // what Joda-Time throws beyond its own years
            throw beyond(value);
        }
        return switch (calendar) {
            case gregorian, proleptic_gregorian -> Instant.ofEpochMilli(date.getMillis());
            case noleap, all_leap, uniform30day, julian, none -> asWritten(date, value);
        };
    }

    private InputException beyond(double value) {
        return variable.wrong("holds " + value + " " + units + ", expected a time within the years -9999 to 9999");
    }

    /// netCDF-Java's milliseconds count the days of its calendar.
    private Instant asWritten(CalendarDate date, double value) {
        try {
            return Instant.parse(date.toString());
        } catch (DateTimeException e) {
            throw variable.wrong("holds " + value + " " + units + ", which is " + date + " in the calendar '"
                    + calendarName + "', expected a date that there is");
        }
    }

    private Instant monthsLater(double value) {
        if (value != Math.rint(value))
            throw variable.wrong("holds " + value + " " + units + ", expected whole months or years");
        final Instant begin = asWritten(unit.getBaseCalendarDate(), 0);
        try {
            return LocalDateTime.ofInstant(begin, ZoneOffset.UTC)
                    .plusMonths(Math.multiplyExact((long) value, months))
                    .toInstant(ZoneOffset.UTC);
        } catch (ArithmeticException | DateTimeException e) {
            throw beyond(value);
        }
    }
}
