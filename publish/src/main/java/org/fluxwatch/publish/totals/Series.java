package org.fluxwatch.publish.totals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Days added up by day, month, season, year, or from the first on.
public final class Series {
    private Series() {}

    /// One entry a period that has any day, ascending.
    ///
    /// @param days in any order, each once
    public static List<PeriodTotals> of(List<DayTotals> days, Step step, List<RegionGroup> groups) {
        if (days.isEmpty()) return List.of();
        final List<DayTotals> sorted =
                days.stream().sorted(Comparator.comparing(DayTotals::day)).toList();
        return step == Step.CUMULATED ? cumulated(sorted, groups) : apart(sorted, step, groups);
    }

    private static List<PeriodTotals> apart(List<DayTotals> days, Step step, List<RegionGroup> groups) {
        final Map<Span, Sum> sums = new LinkedHashMap<>();
        for (DayTotals day : days)
            sums.computeIfAbsent(step.span(day.day(), days.getFirst().day()), _ -> new Sum(groups))
                    .add(day);
        final List<PeriodTotals> series = new ArrayList<>();
        sums.forEach((span, sum) -> series.add(sum.totals(span)));
        return series;
    }

    private static List<PeriodTotals> cumulated(List<DayTotals> days, List<RegionGroup> groups) {
        final Sum sum = new Sum(groups);
        final List<PeriodTotals> series = new ArrayList<>();
        for (DayTotals day : days) {
            sum.add(day);
            series.add(sum.totals(Step.CUMULATED.span(day.day(), days.getFirst().day())));
        }
        return series;
    }

    /// All of them over one period, whatever it is.
    ///
    /// @param days in any order, each once
    public static PeriodTotals over(List<DayTotals> days, Span span, List<RegionGroup> groups) {
        final Sum sum = new Sum(groups);
        days.stream()
                .filter(day -> span.has(day.day()))
                .sorted(Comparator.comparing(DayTotals::day))
                .forEach(sum::add);
        return sum.totals(span);
    }

    /// The regions that any of the days has, each alone, in the order of the newest day that has them.
    public static List<RegionGroup> regions(List<DayTotals> days) {
        final Set<String> names = new java.util.LinkedHashSet<>();
        for (DayTotals day : days.reversed()) day.regions().forEach(region -> names.add(region.region()));
        return names.stream().map(RegionGroup::of).toList();
    }

    /// @throws IllegalArgumentException when a group has a region that no day has
    public static void require(List<RegionGroup> groups, List<DayTotals> days) {
        final Set<String> known = new TreeSet<>();
        for (DayTotals day : days) day.regions().forEach(region -> known.add(region.region()));
        for (RegionGroup group : groups)
            for (String region : group.regions())
                if (!known.contains(region))
                    throw new IllegalArgumentException(
                            "region is '" + region + "', expected one of " + String.join(", ", known));
    }
}
