package org.fluxwatch.publish.remote;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Regions' fluxes added up day by day, TgC, from the first day of each year that has a product on. After a day
/// without one there is no sum until the next year.
final class YearSums {
    private final Map<String, double[]> sums = new HashMap<>();
    private @Nullable LocalDate last;
    private boolean broken;

    /// The days in their order.
    void begin(LocalDate day) {
        final LocalDate before = last;
        if (before == null || before.getYear() != day.getYear()) {
            sums.clear();
            broken = false;
        } else if (!before.plusDays(1).equals(day)) broken = true;
        last = day;
    }

    /// @param prior TgC of the day, as is analysis
    void add(String region, double prior, double analysis) {
        final double[] sum = sums.computeIfAbsent(region, _ -> new double[2]);
        sum[0] += prior;
        sum[1] += analysis;
    }

    /// NaN where there is none.
    double prior(String region) {
        return of(region, 0);
    }

    double analysis(String region) {
        return of(region, 1);
    }

    private double of(String region, int n) {
        final double[] sum = sums.get(region);
        return broken || sum == null ? Double.NaN : sum[n];
    }
}
