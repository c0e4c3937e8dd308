package org.fluxwatch.deploy.osse;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;

/// Counts the weeks of regions in which the analysis is not worse than the prior by more than its stated spread, which
/// is that of the week's mean over the members. A week that is not over is not counted.
final class RegionWeeks {
    private static final int DAYS = 7;

    private final Map<String, Week> weeks = new LinkedHashMap<>();
    private int kept;
    private int over;

    private static final class Week {
        int days;
        double prior;
        double analysis;
        final double[] members;

        Week(int members) {
            this.members = new double[members];
        }
    }

    /// @param truth TgC per day
    /// @param prior TgC per day
    /// @param flux whose analysed total and members' totals are taken
    void add(double truth, double prior, RegionFlux flux) {
        final List<Double> members = flux.members().analysis();
        if (members.isEmpty()) return;
        final Week week = weeks.computeIfAbsent(flux.region(), _ -> new Week(members.size()));
        week.prior += (prior - truth) / DAYS;
        week.analysis += (flux.analysisTgCPerDay() - truth) / DAYS;
        for (int n = 0; n < week.members.length; n++) week.members[n] += members.get(n) / DAYS;
        if (++week.days < DAYS) return;
        weeks.remove(flux.region());
        over++;
        if (Math.abs(week.analysis) <= Math.abs(week.prior) + spread(week)) kept++;
    }

    private static double spread(Week week) {
        return Means.of(Arrays.stream(week.members).boxed().toList()).standardDeviation();
    }

    /// Share of the weeks that are over; NaN without any.
    double keptPercent() {
        return 100.0 * kept / over;
    }
}
