package org.fluxwatch.publish.totals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Adds up days, ascending, so that the same days give the same bits.
///
/// The spread of a sum is that of the members' own sums: errors of neighbouring days go together, so daily spreads
/// cannot be added, neither as they are nor by their squares.
final class Sum {
    private final List<RegionGroup> groups;
    private final List<GroupSum> sums;
    private final List<LocalDate> days = new ArrayList<>();
    private int spinUpDays;

    Sum(List<RegionGroup> groups) {
        this.groups = groups;
        this.sums = groups.stream().map(GroupSum::new).toList();
    }

    void add(DayTotals day) {
        days.add(day.day());
        if (day.spinUp()) spinUpDays++;
        for (GroupSum sum : sums) sum.add(day);
    }

    PeriodTotals totals(Span span) {
        final int count = groups.size();
        final double[][] prior = new double[count][count];
        final double[][] analysis = new double[count][count];
        final List<PeriodTotals.Group> totals =
                sums.stream().map(GroupSum::total).toList();
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++) {
                prior[i][j] = Members.covariance(
                        totals.get(i).backgroundMembers(), totals.get(j).backgroundMembers());
                analysis[i][j] = Members.covariance(
                        totals.get(i).analysisMembers(), totals.get(j).analysisMembers());
            }
        return new PeriodTotals(span, List.copyOf(days), spinUpDays, totals, prior, analysis);
    }

    private static final class GroupSum {
        private final RegionGroup group;
        private double areaKm2 = Double.NaN;
        private double prior;
        private double analysis;
        private double fossil;
        private double fire;
        private double[] background = new double[0];
        private double[] members = new double[0];
        private boolean hasDays;
        private String lacksRegion = "";
        private String lacksMembers = "";

        GroupSum(RegionGroup group) {
            this.group = group;
        }

        void add(DayTotals day) {
            double dayArea = 0;
            for (String name : group.regions()) {
                final Optional<RegionDay> found = day.region(name);
                if (found.isEmpty()) {
                    if (lacksRegion.isEmpty()) lacksRegion = day.day() + " has no region " + name;
                    return;
                }
                final RegionDay region = found.get();
                prior += region.prior();
                analysis += region.analysis();
                fossil += region.fossil();
                fire += region.fire();
                dayArea += region.areaKm2();
                addMembers(day, region);
            }
            if (!Double.isNaN(areaKm2) && areaKm2 != dayArea && lacksRegion.isEmpty())
                lacksRegion = day.day() + " has another area of " + group.name();
            areaKm2 = dayArea;
        }

        private void addMembers(DayTotals day, RegionDay region) {
            final int count = region.analysisMembers().length;
            if (!hasDays) {
                hasDays = true;
                background = new double[count];
                members = new double[count];
            }
            if (!lacksMembers.isEmpty()) return;
            if (count < 2) lacksMembers = day.day() + " has no totals of members";
            else if (count != members.length)
                lacksMembers = day.day() + " has " + count + " members, a day before it " + members.length;
            else
                for (int n = 0; n < count; n++) {
                    background[n] += region.backgroundMembers()[n];
                    members[n] += region.analysisMembers()[n];
                }
        }

        PeriodTotals.Group total() {
            if (!lacksRegion.isEmpty() || !hasDays)
                return new PeriodTotals.Group(
                        group.name(),
                        areaKm2,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        new double[0],
                        new double[0],
                        hasDays || !lacksRegion.isEmpty() ? lacksRegion : "there is no day");
            final boolean known = lacksMembers.isEmpty();
            final double[] backgroundSums = known ? background.clone() : new double[0];
            final double[] memberSums = known ? members.clone() : new double[0];
            return new PeriodTotals.Group(
                    group.name(),
                    areaKm2,
                    prior,
                    Members.spread(backgroundSums),
                    analysis,
                    Members.spread(memberSums),
                    fossil,
                    fire,
                    backgroundSums,
                    memberSums,
                    lacksMembers);
        }
    }
}
