package org.fluxwatch.publish.totals;

import java.time.LocalDate;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The annual harmonic of daily totals, by least squares:
/// ```
/// F(t) = m + b cos(w t) + c sin(w t)    w = 2 pi / 365.25 d
/// amplitude = sqrt(b² + c²)             least where w t = atan2(c, b) + pi
/// ```
///
/// @param mean m, TgC per day
/// @param amplitude half of greatest less least, TgC per day
/// @param leastDay day of the year of the deepest uptake, from 0; fractions of a day
public record SeasonalCycle(double mean, double amplitude, double leastDay) {
    /// Fewer days say nothing of a season.
    static final int FEWEST_DAYS = 270;

    private static final double YEAR = 365.25;

    /// A year that has all days of any.
    private static final int LEAP_YEAR = 2020;

    /// A daily total.
    ///
    /// @param dayOfYear from 0
    record Value(double dayOfYear, double total) {}

    /// NaN where there are fewer than 270 days, a month of the year has none, or a value is not known.
    static SeasonalCycle of(List<Value> values) {
        if (values.size() < FEWEST_DAYS || !hasAllMonths(values))
            return new SeasonalCycle(Double.NaN, Double.NaN, Double.NaN);
        final double[][] normal = new double[3][4];
        for (Value value : values) {
            final double angle = 2 * Math.PI * value.dayOfYear() / YEAR;
            final double[] row = {1, Math.cos(angle), Math.sin(angle), value.total()};
            for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) normal[i][j] += row[i] * row[j];
        }
        final double[] solved = solve(normal);
        final double least = (Math.atan2(solved[2], solved[1]) + Math.PI) * YEAR / (2 * Math.PI);
        return new SeasonalCycle(solved[0], Math.hypot(solved[1], solved[2]), (least % YEAR + YEAR) % YEAR);
    }

    /// Two years' summers are 270 days and more, and say nothing of a winter.
    private static boolean hasAllMonths(List<Value> values) {
        final Set<Month> months = EnumSet.noneOf(Month.class);
        for (Value value : values)
            months.add(
                    LocalDate.ofYearDay(LEAP_YEAR, (int) value.dayOfYear() + 1).getMonth());
        return months.size() == 12;
    }

    /// Gauss with the row of the greatest pivot first.
    private static double[] solve(double[][] a) {
        for (int k = 0; k < 3; k++) {
            int greatest = k;
            for (int i = k + 1; i < 3; i++) if (Math.abs(a[i][k]) > Math.abs(a[greatest][k])) greatest = i;
            final double[] row = a[greatest];
            a[greatest] = a[k];
            a[k] = row;
            for (int i = k + 1; i < 3; i++) {
                final double factor = a[i][k] / a[k][k];
                for (int j = k; j < 4; j++) a[i][j] -= factor * a[k][j];
            }
        }
        final double[] x = new double[3];
        for (int i = 2; i >= 0; i--) {
            x[i] = a[i][3];
            for (int j = i + 1; j < 3; j++) x[i] -= a[i][j] * x[j];
            x[i] /= a[i][i];
        }
        return x;
    }

    /// By how many days the deepest uptake is later than another's, -183 to 183.
    double laterThan(SeasonalCycle other) {
        final double shift = leastDay - other.leastDay;
        return shift - YEAR * Math.rint(shift / YEAR);
    }
}
