package org.fluxwatch.assimilate.inversion.background;

import java.time.LocalDate;
import java.util.Arrays;

/// Everything a [LaneRing] remembers from one day to the next. To the bit it takes `co2` as floats,
/// `factors` and `sums` as doubles; the whole numbers of `opened` (about 2e4, or -2^31) are exact in
/// either.
///
/// @param nextDay the day to be run next; the state is that at its first midnight, UTC
/// @param co2 dry-air mole fraction, ppm; column c, level k, lane n at `(c * nz + k) * stride + n`
///     `[cells * nz * stride]`
/// @param opened days since 1970-01-01 of the day that opened a lane, or -2^31 before the first; the same
///     for all backgrounds `[horizonDays + 1]`
/// @param factors what the global field was multiplied by, of background b's lane p at
///     `b * (horizonDays + 1) + p`; 0 before the first `[backgrounds * (horizonDays + 1)]`
/// @param sums of the last seven days' observations, see [InitialFactors] `[backgrounds * 7 * 3]`
public record LaneState(LocalDate nextDay, float[] co2, int[] opened, double[] factors, double[] sums) {
    /// Without a lane.
    ///
    /// @param cells of the model
    /// @param nz layers
    /// @param backgrounds how many
    public static LaneState empty(LocalDate start, int cells, int nz, int backgrounds, int horizonDays) {
        final LaneLayout layout = new LaneLayout(backgrounds, horizonDays);
        final int[] opened = new int[layout.days()];
        Arrays.fill(opened, LaneLayout.NOT_OPEN);
        return new LaneState(
                start,
                new float[cells * nz * layout.stride()],
                opened,
                new double[layout.lanes()],
                new double[backgrounds * InitialFactors.DAYS * InitialFactors.SUMS]);
    }

    /// A copy that shares nothing, so that a day can be tried and thrown away.
    public LaneState copy() {
        return new LaneState(nextDay, co2.clone(), opened.clone(), factors.clone(), sums.clone());
    }

    LaneState withNextDay(LocalDate day) {
        return new LaneState(day, co2, opened, factors, sums);
    }
}
