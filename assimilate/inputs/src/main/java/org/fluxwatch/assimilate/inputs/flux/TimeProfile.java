package org.fluxwatch.assimilate.inputs.flux;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.Sphere;
import org.jspecify.annotations.Nullable;

/// Spreads a mean over the hours of the day and the days of the week, by local solar time (UTC + longitude / 15
/// degrees):
/// ```
/// f(cell, hour) = w(cell, hour) / mean of w(cell, .) over the hours of an interval
/// w = weight of the hour x weight of the weekday, the mean over the local hours that an hour of UTC meets
/// ```
/// so that the mean over the interval stays.
final class TimeProfile {
    private static final int HOURS = 24;
    private static final int MOST_SHIFT = 12;

    private final double[] hourWeights;
    private final double[] weekdayWeights;
    private final int[] wholeShift;
    private final double[] partShift;

    private @Nullable Interval normalisedOver;
    private double[] mean = {};

    /// @param hourWeights of 24 hours of local solar time, or none
    /// @param weekdayWeights of 7 days from Monday on, or none
    TimeProfile(List<Double> hourWeights, List<Double> weekdayWeights, Grid grid) {
        this.hourWeights = weights(hourWeights, HOURS);
        this.weekdayWeights = weights(weekdayWeights, 7);
        wholeShift = new int[grid.cells()];
        partShift = new double[grid.cells()];
        for (int cell = 0; cell < grid.cells(); cell++) {
            final double shift = Sphere.wrapLongitude(grid.longitude(cell)) / 15;
            wholeShift[cell] = (int) Math.floor(shift);
            partShift[cell] = shift - wholeShift[cell];
        }
    }

    private static double[] weights(List<Double> weights, int n) {
        final double[] values = new double[n];
        Arrays.fill(values, 1);
        for (int i = 0; i < weights.size(); i++) values[i] = weights.get(i);
        return values;
    }

    private static boolean isFlat(double[] weights) {
        return Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
    }

    boolean isFlat() {
        return isFlat(hourWeights) && isFlat(weekdayWeights);
    }

    /// The shortest interval whose mean the weights can part: a day, or a week.
    Duration shortest() {
        return isFlat(weekdayWeights) ? Duration.ofDays(1) : Duration.ofDays(7);
    }

    /// Factors on the mean of an interval, in its hour.
    ///
    /// @param hour begin, a full hour UTC
    /// @param interval of whole days, whose mean stays
    /// @return `[cells]`
    double[] factors(Instant hour, Interval interval) {
        if (!interval.equals(normalisedOver)) {
            mean = means(interval);
            normalisedOver = interval;
        }
        final long at = hourNumber(hour);
        final double[] factors = new double[wholeShift.length];
        for (int cell = 0; cell < factors.length; cell++) {
            final long local = at + wholeShift[cell];
            factors[cell] = mix(cell, weight(local), weight(local + 1)) / mix(cell, meanAt(cell), meanAt(cell, 1));
        }
        return factors;
    }

    private double mix(int cell, double first, double next) {
        return (1 - partShift[cell]) * first + partShift[cell] * next;
    }

    private double meanAt(int cell) {
        return mean[wholeShift[cell] + MOST_SHIFT];
    }

    private double meanAt(int cell, int later) {
        return mean[wholeShift[cell] + MOST_SHIFT + later];
    }

    /// Means of the weights over an interval that is shifted by -12, -11, ... 13 hours.
    private double[] means(Interval interval) {
        final long begin = hourNumber(interval.begin());
        final long end = hourNumber(interval.end());
        final double[] means = new double[2 * MOST_SHIFT + 2];
        for (int s = 0; s < means.length; s++) {
            double sum = 0;
            for (long hour = begin; hour < end; hour++) sum += weight(hour + s - MOST_SHIFT);
            means[s] = sum / (end - begin);
        }
        return means;
    }

    private static long hourNumber(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 3600);
    }

    /// @param localHour hours of local solar time since the Thursday 1970-01-01
    private double weight(long localHour) {
        final int weekday = (int) Math.floorMod(Math.floorDiv(localHour, HOURS) + 3, 7L);
        return hourWeights[(int) Math.floorMod(localHour, (long) HOURS)] * weekdayWeights[weekday];
    }
}
