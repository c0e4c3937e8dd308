package org.fluxwatch.assimilate.inputs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.contract.grid.SigmaLevels;

/// An invented global CO2 field that follows the terrain as sigma does: growth, a season that fades upwards and
/// southwards, and slow waves.
public final class SyntheticCo2 implements GlobalCo2 {
    private final Waves waves;
    private final Waves disturbance;
    private final double errorPpm;
    private final long seed;

    public SyntheticCo2(long seed) {
        this(seed, 0, 0);
    }

    /// The same field with an error: what a truth run takes.
    ///
    /// @param errorSeed of the error's waves
    /// @param errorPpm standard deviation of the error
    public static SyntheticCo2 disturbed(long seed, long errorSeed, double errorPpm) {
        return new SyntheticCo2(seed, errorSeed, errorPpm);
    }

    private SyntheticCo2(long seed, long errorSeed, double errorPpm) {
        this.seed = seed;
        this.errorPpm = errorPpm;
        waves = new Waves(seed ^ 0x636f_3221L, 6, 2, 6, 4);
        disturbance = new Waves(errorSeed ^ 0x6572_726fL, 6, 3, 8, 5);
    }

    @Override
    public void profile(
            Instant time,
            double latitude,
            double longitude,
            SigmaLevels levels,
            double surfacePressurePa,
            double[] ppm) {
        final double seconds = time.getEpochSecond();
        final double years = seconds / (365.2425 * 86_400) - 49; // since 2019
        final double phi = Math.toRadians(latitude);
        final double lambda = Math.toRadians(longitude);
        final double[] psi = new double[3];
        final double[] error = new double[3];
        waves.at(phi, lambda, seconds, psi);
        disturbance.at(phi, lambda, seconds, error);
        final double north = 0.5 * (1 + Math.sin(phi));
        final double season = Math.cos(2 * Math.PI * (years - Math.floor(years) - 0.33)); // highest at the end of April
        for (int k = 0; k < ppm.length; k++) {
            final double depth = Math.min(
                    1, levels.middlePa(k, SigmaLevels.STANDARD_PA) / SigmaLevels.STANDARD_PA); // 1 at the ground
            ppm[k] = 408.5
                    + 2.5 * years
                    + 2.0 * (north - 0.5) * depth
                    + 4.0 * season * north * north * depth
                    + 0.6 * psi[0] * depth
                    + errorPpm * error[0] * (0.5 + 0.5 * depth);
        }
    }

    @Override
    public String description(LocalDate day) {
        return "synthetic CO2, seed " + seed
                + (errorPpm > 0 ? String.format(Locale.ROOT, ", disturbed by %.1f ppm", errorPpm) : "");
    }
}
