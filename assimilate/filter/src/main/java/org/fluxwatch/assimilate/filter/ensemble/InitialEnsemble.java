package org.fluxwatch.assimilate.filter.ensemble;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// The first concentrations: the global field, plus noise for every member. Correlated noise is one field near the
/// ground and another aloft, so that their errors differ. Control and forecast lanes have none, and the members'
/// mean is the global field.
public final class InitialEnsemble {
    private static final long NOISE_KEY = 0x696e_6974L;

    private InitialEnsemble() {}

    /// Fills `state.co2()`.
    ///
    /// @param surfacePressurePa the model's at the first midnight `[cells]`
    /// @param seed of the noise
    public static void fill(
            EnsembleState state,
            Grid grid,
            SigmaLevels levels,
            float[] surfacePressurePa,
            GlobalCo2 global,
            Co2Noise noise,
            long seed,
            LocalDate day) {
        final Lanes lanes = state.lanes();
        final int nz = levels.nz();
        final Errors errors = errors(noise, lanes.members(), grid.cells(), nz, seed);
        final Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        final double[] pressure = new double[nz];
        for (int k = 0; k < nz; k++) pressure[k] = levels.middlePa(k, SigmaLevels.STANDARD_PA);
        final double[] ppm = new double[nz];
        for (int c = 0; c < grid.cells(); c++) {
            global.profile(midnight, grid.latitude(c), grid.longitude(c), levels, surfacePressurePa[c], ppm);
            for (int k = 0; k < nz; k++) {
                final int element = (c * nz + k) * lanes.stride();
                for (int n = 0; n < lanes.stride(); n++)
                    state.co2()[element + n] = n < lanes.members()
                            ? (float) (ppm[k] + errors.ppm(n, c, k, pressure[k], ppm[k]))
                            : (float) ppm[k];
            }
        }
    }

    /// The error of a member in a cell and layer of the given pressure (Pa) and concentration (ppm).
    private interface Errors {
        double ppm(int member, int cell, int layer, double pressurePa, double concentration);
    }

    private static Errors errors(Co2Noise noise, int members, int cells, int nz, long seed) {
        return switch (noise) {
            case Co2Noise.Correlated(CorrelatedNoise fields, double sdPpm) -> {
                final MemberNoise drawn = new MemberNoise(fields, members, NumericsPool.CALLER);
                final float[][] low = drawn.cells(seed, NOISE_KEY, 0);
                final float[][] high = drawn.cells(seed, NOISE_KEY, 1);
                yield (n, c, k, pressurePa, concentration) -> {
                    final double depth = Math.clamp((pressurePa - 50_000) / 40_000, 0, 1);
                    return sdPpm * (Math.sqrt(depth) * low[n][c] + Math.sqrt(1 - depth) * high[n][c]);
                };
            }
            case Co2Noise.Proportional(double share) -> {
                final float[][] drawn = MemberNoise.independent(members, cells * nz, seed, NOISE_KEY);
                yield (n, c, k, pressurePa, concentration) -> share * concentration * drawn[n][c * nz + k];
            }
        };
    }
}
