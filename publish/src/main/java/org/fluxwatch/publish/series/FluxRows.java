package org.fluxwatch.publish.series;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.fluxwatch.publish.totals.Members;
import org.fluxwatch.publish.totals.Step;

/// Adds up steps to the rows of a series. The spread of a sum is that of the members' sums, so that what days have in
/// common is in it:
/// ```
/// s² = Σₙ (Σ_d f(n, d) - mean)² / (N - 1)
/// ```
///
/// @param rows ascending
/// @param withoutSpread rows of which the spread is not known
public record FluxRows(List<FluxRow> rows, int withoutSpread) {
    /// Means over a month by member, for months of which no day's members are kept.
    ///
    /// @param days that the means are over
    /// @param members TgC per day `[N]`
    public record MonthMembers(int days, double[] members) {}

    /// @param from first day of the series
    /// @param to its last
    /// @param steps by their first days, within the period
    public static FluxRows of(
            Step step,
            LocalDate from,
            LocalDate to,
            NavigableMap<LocalDate, FluxStep> steps,
            Map<YearMonth, MonthMembers> months) {
        final List<FluxRow> rows =
                switch (step) {
                    case CUMULATED -> cumulated(from, steps, to, months);
                    case DAY, MONTH, SEASON, YEAR -> apart(step, from, to, steps, months);
                };
        return new FluxRows(rows, (int) rows.stream()
                .filter(row -> row.days() > 0 && Double.isNaN(row.spread()))
                .count());
    }

    private static List<FluxRow> apart(
            Step step,
            LocalDate from,
            LocalDate to,
            NavigableMap<LocalDate, FluxStep> steps,
            Map<YearMonth, MonthMembers> months) {
        final Map<String, Period> periods = new LinkedHashMap<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            final LocalDate begin = day;
            final Period period =
                    periods.computeIfAbsent(step.span(day, from).name(), _ -> new Period(begin, new Sum(months)));
            period.end = day;
            final FluxStep found = steps.get(day);
            if (found != null) period.sum.add(found);
        }
        final List<FluxRow> rows = new ArrayList<>();
        periods.forEach((name, period) -> rows.add(period.sum.row(name, period.begin, period.end)));
        return rows;
    }

    private static final class Period {
        private final LocalDate begin;
        private final Sum sum;
        private LocalDate end;

        Period(LocalDate begin, Sum sum) {
            this.begin = begin;
            this.end = begin;
            this.sum = sum;
        }
    }

    /// One row a step, and one of the sum so far for each day that no step tells of.
    private static List<FluxRow> cumulated(
            LocalDate from,
            NavigableMap<LocalDate, FluxStep> steps,
            LocalDate to,
            Map<YearMonth, MonthMembers> months) {
        final Sum sum = new Sum(months);
        final List<FluxRow> rows = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            final FluxStep step = steps.get(day);
            if (step != null) {
                sum.add(step);
                day = step.end();
            }
            rows.add(sum.row(day.toString(), from, day));
        }
        return rows;
    }

    /// What has been added so far. Members of whole months may come from the months' own files.
    private static final class Sum {
        private final Map<YearMonth, MonthMembers> months;
        private Flux flux = Flux.NONE;
        private int days;
        private int steps;
        private double onlySpread = Double.NaN;
        private ByMember before = ByMember.NONE;
        private YearMonth month = YearMonth.of(0, 1);
        private int daysOfMonth;
        private ByMember ofMonth = ByMember.NONE;

        Sum(Map<YearMonth, MonthMembers> months) {
            this.months = months;
        }

        void add(FluxStep step) {
            final YearMonth own = YearMonth.from(step.begin());
            if (!own.equals(month)) {
                before = members();
                ofMonth = ByMember.NONE;
                daysOfMonth = 0;
                month = own;
            }
            ofMonth = ofMonth.plus(step.members(), step.days());
            daysOfMonth += step.days();
            flux = flux.plus(step.flux(), step.days());
            onlySpread = step.spread() * step.days();
            days += step.days();
            steps++;
        }

        /// With those of the month that is being added.
        private ByMember members() {
            if (ofMonth.known()) return before.plus(ofMonth);
            final MonthMembers whole = months.get(month);
            return whole != null && whole.days() == daysOfMonth
                    ? before.plus(whole.members(), whole.days())
                    : ByMember.UNKNOWN;
        }

        /// A day's or month's own spread needs no members.
        private double spread() {
            if (steps == 0) return Double.NaN;
            final ByMember members = members();
            return members.known() ? members.spread() : steps == 1 ? onlySpread : Double.NaN;
        }

        FluxRow row(String period, LocalDate begin, LocalDate end) {
            final int all = (int) ChronoUnit.DAYS.between(begin, end) + 1;
            final Flux shown = days == 0 ? new Flux(Double.NaN, Double.NaN, Double.NaN, Double.NaN) : flux;
            return new FluxRow(period, begin, end, days, all - days, shown, spread());
        }
    }

    /// Sums by member.
    ///
    /// @param sums `[N]`; empty while nothing has been added
    private record ByMember(boolean known, double[] sums) {
        static final ByMember NONE = new ByMember(true, new double[0]);
        static final ByMember UNKNOWN = new ByMember(false, new double[0]);

        /// @param added empty where they are not known
        ByMember plus(double[] added, double times) {
            if (!known || added.length == 0 || sums.length > 0 && sums.length != added.length) return UNKNOWN;
            final double[] sum = new double[added.length];
            for (int n = 0; n < sum.length; n++) sum[n] = (sums.length == 0 ? 0 : sums[n]) + times * added[n];
            return new ByMember(true, sum);
        }

        ByMember plus(ByMember other) {
            if (!known || !other.known) return UNKNOWN;
            return other.sums.length == 0 ? this : plus(other.sums, 1);
        }

        double spread() {
            return Members.spread(sums);
        }
    }
}
