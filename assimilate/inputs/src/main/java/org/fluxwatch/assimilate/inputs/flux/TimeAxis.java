package org.fluxwatch.assimilate.inputs.flux;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.GridVariable;

/// The intervals over which a variable's values are means, by the first of these rules that holds:
/// 1. no times: the period that the file's name says;
/// 2. bounds: these;
/// 3. 12 of a dimension without times, in a file of a year: its months;
/// 4. one time: the period that the file's name says, in which it must lie;
/// 5. steps of a year or a month: the calendar year or month of the stamp;
/// 6. even steps that the variable's comment calls centred on times: half a step to both sides of the stamp;
/// 7. even steps of a day, or that divide a day: the part of the UTC day that holds the stamp.
final class TimeAxis {
    /// As CarbonTracker says it.
    private static final Pattern CENTRED = Pattern.compile("(?i)\\bcent(ere|re)d (on|at) (the )?times?\\b");

    private static final long MINUTE = 60;
    private static final long DAY = 86_400;

    private final GeoVariable field;
    private final Optional<Interval> named;

    private TimeAxis(GeoVariable field, Optional<Interval> named) {
        this.field = field;
        this.named = named;
    }

    /// @param named the period that the file's name says
    /// @throws org.fluxwatch.contract.netcdf.InputException when none of the rules holds
    static List<Interval> of(GeoVariable field, Optional<Interval> named) {
        final List<Interval> intervals = new TimeAxis(field, named).intervals();
        for (int i = 1; i < intervals.size(); i++)
            if (intervals.get(i).begin().isBefore(intervals.get(i - 1).end()))
                throw field.variable()
                        .wrong("is a mean over " + intervals.get(i - 1) + ", then over " + intervals.get(i)
                                + ", expected that none begins before the last has ended");
        return intervals;
    }

    /// The period of a name's date.
    ///
    /// @param begin of the period
    static Optional<Interval> named(FilePattern pattern, LocalDateTime begin) {
        return switch (pattern.period()) {
            case HOURS -> Optional.of(Interval.hour(begin.toInstant(ZoneOffset.UTC)));
            case DAYS -> Optional.of(Interval.day(begin.toLocalDate()));
            case MONTHS -> Optional.of(Interval.month(YearMonth.from(begin)));
            case YEARS -> Optional.of(Interval.year(begin.getYear()));
            default -> Optional.empty();
        };
    }

    private List<Interval> intervals() {
        if (!field.hasTimes())
            return List.of(named.orElseThrow(
                    () -> field.variable().wrong("has no times, expected some or a date in the file's name")));
        final Optional<Instant[]> bounds = field.timeBounds();
        if (bounds.isPresent()) return bounded(bounds.get());
        final Optional<Instant[]> stamps = field.times();
        if (stamps.isEmpty()) return indexed();
        if (stamps.get().length == 1) return List.of(alone(stamps.get()[0]));
        return stepped(stamps.get());
    }

    private List<Interval> bounded(Instant[] edges) {
        final List<Interval> intervals = new ArrayList<>();
        for (int e = 0; e < edges.length; e += 2) {
            if (!edges[e].isBefore(edges[e + 1]))
                throw field.variable()
                        .wrong("is by the bounds of its times a mean from " + edges[e] + " to " + edges[e + 1]
                                + ", expected an end after its begin");
            intervals.add(new Interval(edges[e], edges[e + 1]));
        }
        return intervals;
    }

    private List<Interval> indexed() {
        final boolean ofYear = named.isPresent()
                && named.get()
                        .equals(Interval.year(
                                named.get().begin().atZone(ZoneOffset.UTC).getYear()));
        final int n = field.nTimes();
        if (n == 1 && named.isPresent()) return List.of(named.get());
        if (n != 12 || !ofYear)
            throw field.variable()
                    .wrong("has " + n + " steps without times"
                            + named.map(period -> " in a file of " + period).orElse("")
                            + ", expected units such as 'days since 2000-01-01', or 12 months in a file of a year");
        field.timeCoordinate().ifPresent(TimeAxis::requireRising);
        final int year = named.get().begin().atZone(ZoneOffset.UTC).getYear();
        final List<Interval> months = new ArrayList<>();
        for (int month = 1; month <= 12; month++) months.add(Interval.month(YearMonth.of(year, month)));
        return months;
    }

    private static void requireRising(GridVariable axis) {
        final double[] values = axis.doubles();
        for (int i = 1; i < values.length; i++)
            if (!(values[i] > values[i - 1]))
                throw axis.wrong("holds " + values[i] + " after " + values[i - 1] + ", expected months that rise");
    }

    private Interval alone(Instant stamp) {
        final Interval period = named.orElseThrow(() -> field.variable()
                .wrong("has one time, " + stamp + ", without bounds, expected them, or a date in the file's name"));
        if (stamp.isBefore(period.begin()) || stamp.isAfter(period.end()))
            throw field.variable()
                    .wrong("has the time " + stamp + ", expected one within the period of the file's name, " + period);
        return period;
    }

    private List<Interval> stepped(Instant[] stamps) {
        for (int t = 1; t < stamps.length; t++)
            if (!stamps[t].isAfter(stamps[t - 1]))
                throw field.variable()
                        .wrong("has the time " + stamps[t] + " after " + stamps[t - 1] + ", expected rising times");
        final LocalDate[] days = new LocalDate[stamps.length];
        for (int t = 0; t < days.length; t++) days[t] = LocalDate.ofInstant(nearestMinute(stamps[t]), ZoneOffset.UTC);
        final List<Interval> intervals = new ArrayList<>();
        if (isYears(days)) for (LocalDate day : days) intervals.add(Interval.year(day.getYear()));
        else if (isMonths(days)) for (LocalDate day : days) intervals.add(Interval.month(YearMonth.from(day)));
        else {
            final long step = evenStep(stamps);
            for (Instant stamp : stamps) intervals.add(even(nearestMinute(stamp), step));
        }
        return intervals;
    }

    private static boolean isYears(LocalDate[] days) {
        for (int t = 1; t < days.length; t++)
            if (days[t].getYear() != days[t - 1].getYear() + 1
                    || Math.abs(days[t].toEpochDay() - days[t - 1].toEpochDay() - 365) > 2) return false;
        return true;
    }

    private static boolean isMonths(LocalDate[] days) {
        for (int t = 1; t < days.length; t++) {
            final long step = days[t].toEpochDay() - days[t - 1].toEpochDay();
            if (!YearMonth.from(days[t]).equals(YearMonth.from(days[t - 1]).plusMonths(1)) || step < 27 || step > 32)
                return false;
        }
        return true;
    }

    /// Seconds; axes in single precision are off by less than a minute.
    private long evenStep(Instant[] stamps) {
        final Duration all = Duration.between(stamps[0], stamps[stamps.length - 1]);
        final long step = Math.round(all.toMillis() * 1e-3 / (stamps.length - 1) / MINUTE) * MINUTE;
        for (int t = 1; t < stamps.length; t++) {
            final long apart = Duration.between(stamps[t - 1], stamps[t]).toSeconds();
            if (Math.abs(apart - step) > MINUTE)
                throw field.variable()
                        .wrong("has the times " + stamps[t - 1] + " and " + stamps[t] + " in steps of " + step
                                + " s, expected even steps, months or years, or bounds");
        }
        if (step == 0 || DAY % step != 0)
            throw field.variable()
                    .wrong(
                            "has steps of " + step
                                    + " s without bounds, expected bounds, or steps of a year, a month, a day or what divides a day");
        return step;
    }

    private Interval even(Instant stamp, long step) {
        if (CENTRED.matcher(field.variable().text("comment").orElse("")).find()) {
            final Duration half = Duration.ofSeconds(step).dividedBy(2);
            return new Interval(stamp.minus(half), stamp.plus(half));
        }
        final long begin = Math.floorDiv(stamp.getEpochSecond(), step) * step;
        return new Interval(Instant.ofEpochSecond(begin), Instant.ofEpochSecond(begin + step));
    }

    private static Instant nearestMinute(Instant stamp) {
        return Instant.ofEpochSecond(Math.round(stamp.toEpochMilli() * 1e-3 / MINUTE) * MINUTE);
    }
}
