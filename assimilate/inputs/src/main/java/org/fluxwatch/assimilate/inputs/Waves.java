package org.fluxwatch.assimilate.inputs;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A sum of travelling waves on the sphere, an invented stand-in for weather: smooth in space and time, different for
/// every seed, and a pure function of place and time.
/// ```
/// ψ(λ, φ, t) = Σ_m a_m sin(n_m λ - ω_m t + α_m) cos(l_m φ + β_m)
/// ```
/// n_m whole, so that ψ is continuous round the globe; scaled so that ψ has a standard deviation of about 1.
final class Waves {
    private final double[] zonal;
    private final double[] meridional;
    private final double[] frequency;
    private final double[] phase;
    private final double[] tilt;
    private final double amplitude;

    /// @param seed of wave numbers, speeds and phases
    /// @param count number of waves
    /// @param leastZonal smallest number of waves round a latitude circle
    /// @param greatestZonal largest
    /// @param degreesPerDay mean eastward speed
    Waves(long seed, int count, int leastZonal, int greatestZonal, double degreesPerDay) {
        final RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        zonal = new double[count];
        meridional = new double[count];
        frequency = new double[count];
        phase = new double[count];
        tilt = new double[count];
        amplitude = 2 / Math.sqrt(count); // each product of a sine and a cosine has a variance of 1/4
        for (int m = 0; m < count; m++) {
            zonal[m] = random.nextInt(leastZonal, greatestZonal + 1);
            meridional[m] = random.nextDouble(0.6, 1.2) * greatestZonal * (random.nextBoolean() ? 1 : -1);
            frequency[m] = zonal[m] * Math.toRadians(degreesPerDay) / 86_400 * random.nextDouble(0.6, 1.4);
            phase[m] = random.nextDouble(0, 2 * Math.PI);
            tilt[m] = random.nextDouble(0, 2 * Math.PI);
        }
    }

    /// ψ and its derivatives, per radian: `{ψ, ∂ψ/∂λ, ∂ψ/∂φ}`.
    ///
    /// @param latitude φ, radians
    /// @param longitude λ, radians
    /// @param seconds t since 1970
    /// @param out receives the three values
    void at(double latitude, double longitude, double seconds, double[] out) {
        double psi = 0;
        double dLambda = 0;
        double dPhi = 0;
        for (int m = 0; m < zonal.length; m++) {
            final double a = zonal[m] * longitude - frequency[m] * seconds + phase[m];
            final double b = meridional[m] * latitude + tilt[m];
            final double sinA = Math.sin(a);
            final double cosB = Math.cos(b);
            psi += sinA * cosB;
            dLambda += zonal[m] * Math.cos(a) * cosB;
            dPhi -= meridional[m] * sinA * Math.sin(b);
        }
        out[0] = amplitude * psi;
        out[1] = amplitude * dLambda;
        out[2] = amplitude * dPhi;
    }
}
