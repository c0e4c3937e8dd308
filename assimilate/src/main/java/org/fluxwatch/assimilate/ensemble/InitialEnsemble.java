package org.fluxwatch.assimilate.ensemble;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.fluxwatch.assimilate.inputs.GlobalCo2;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// The first concentrations: the global field, plus for every member correlated noise, one field near the ground and
/// another aloft, so that their errors differ. Control and forecast lanes have none,
/// and the members' mean is the global field.
public final class InitialEnsemble {
    private static final long NOISE_KEY = 0x696e_6974L;

    private InitialEnsemble() {}

    /// Fills `state.co2()`.
    ///
    /// @param noise horizontal fields of standard deviation 1
    /// @param sdPpm standard deviation of the error, ppm
    /// @param seed of the noise
    public static void fill(
            EnsembleState state,
            Grid grid,
            SigmaLevels levels,
            GlobalCo2 global,
            CorrelatedNoise noise,
            double sdPpm,
            long seed,
            LocalDate day) {
        final Lanes lanes = state.lanes();
        final int nz = levels.nz();
        final MemberNoise errors = new MemberNoise(noise, lanes.members());
        final float[][] low = errors.cells(seed, NOISE_KEY, 0);
        final float[][] high = errors.cells(seed, NOISE_KEY, 1);
        final Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        final double[] pressure = new double[nz];
        for (int k = 0; k < nz; k++) pressure[k] = levels.middlePa(k, 101_325);
        final double[] ppm = new double[nz];
        for (int c = 0; c < grid.cells(); c++) {
            global.profile(midnight, grid.latitude(c), grid.longitude(c), pressure, ppm);
            for (int k = 0; k < nz; k++) {
                final double depth = Math.clamp((pressure[k] - 50_000) / 40_000, 0, 1);
                final double weightLow = Math.sqrt(depth);
                final double weightHigh = Math.sqrt(1 - depth);
                final int element = (c * nz + k) * lanes.stride();
                for (int n = 0; n < lanes.stride(); n++)
                    state.co2()[element + n] = n < lanes.members()
                            ? (float) (ppm[k] + sdPpm * (weightLow * low[n][c] + weightHigh * high[n][c]))
                            : (float) ppm[k];
            }
        }
    }
}
