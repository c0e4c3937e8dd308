package org.fluxwatch.assimilate.inversion.background;

import java.util.Arrays;

/// The factors that bring a global field to the level of observations. With the simulated value `c + Σ w
/// C`,
/// ```
/// a = Σ (y - c) / Σ (Σ w C)
/// ```
/// over a day's observations: the mean simulated in the scaled field is then the mean observed, also
/// where a retrieval's prior has a share c in it. Without one it is mean(y) / mean(simulated). A day of
/// few takes all of the last seven days; where these have none, a = 1.
///
/// Layout of sums: of background b and day d at `(b * 7 + d mod 7) * 3`: count, Σ (y - c), Σ (Σ w C).
final class InitialFactors {
    /// The most days that make a factor, the lane's own among them.
    static final int DAYS = 7;

    static final int SUMS = 3;

    /// Observations that a day needs to stand alone.
    static final int ENOUGH = 30;

    private InitialFactors() {}

    private static int at(int background, long epochDay) {
        return (background * DAYS + Math.floorMod(epochDay, DAYS)) * SUMS;
    }

    /// Forgets what stood in a day's place.
    static void clear(double[] sums, int background, long epochDay) {
        final int at = at(background, epochDay);
        Arrays.fill(sums, at, at + SUMS, 0);
    }

    /// @param observed y - c, ppm
    /// @param simulated Σ w C in the global field, ppm; what is not above zero says nothing of a factor
    static void add(double[] sums, int background, long epochDay, double observed, double simulated) {
        if (!(simulated > 0 && Double.isFinite(observed))) return;
        final int at = at(background, epochDay);
        sums[at] += 1;
        sums[at + 1] += observed;
        sums[at + 2] += simulated;
    }

    static LaneRing.Factor of(double[] sums, int background, long epochDay) {
        final int days = sums[at(background, epochDay)] < ENOUGH ? DAYS : 1;
        double count = 0;
        double observed = 0;
        double simulated = 0;
        for (int back = 0; back < days; back++) {
            final int at = at(background, epochDay - back);
            count += sums[at];
            observed += sums[at + 1];
            simulated += sums[at + 2];
        }
        return new LaneRing.Factor(count > 0 ? observed / simulated : 1, (int) count, days);
    }
}
