package org.fluxwatch.assimilate.inputs.flux;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// A time over which a value is the mean.
///
/// @param end not included
record Interval(Instant begin, Instant end) {
    Interval {
        if (!begin.isBefore(end))
            throw new IllegalArgumentException(
                    "interval is from " + begin + " to " + end + ", expected an end after its begin");
    }

    static Interval hour(Instant begin) {
        return new Interval(begin, begin.plus(1, ChronoUnit.HOURS));
    }

    static Interval day(LocalDate day) {
        return new Interval(midnight(day), midnight(day.plusDays(1)));
    }

    static Interval month(YearMonth month) {
        return new Interval(
                midnight(month.atDay(1)), midnight(month.plusMonths(1).atDay(1)));
    }

    static Interval year(int year) {
        return new Interval(midnight(LocalDate.of(year, 1, 1)), midnight(LocalDate.of(year + 1, 1, 1)));
    }

    /// The calendar month that holds a time.
    static Interval monthOf(Instant time) {
        return month(YearMonth.from(LocalDateTime.ofInstant(time, ZoneOffset.UTC)));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    double seconds() {
        return Duration.between(begin, end).toMillis() * 1e-3;
    }

    /// Seconds that both have in common.
    double overlap(Interval other) {
        final Instant from = begin.isAfter(other.begin) ? begin : other.begin;
        final Instant to = end.isBefore(other.end) ? end : other.end;
        return from.isBefore(to) ? Duration.between(from, to).toMillis() * 1e-3 : 0;
    }

    /// Whether it is one calendar month or several.
    boolean isMonths() {
        return begin.equals(monthOf(begin).begin) && end.equals(monthOf(end).begin);
    }

    Interval shifted(Duration by) {
        return new Interval(begin.plus(by), end.plus(by));
    }

    @Override
    public String toString() {
        return begin + " to " + end;
    }
}
