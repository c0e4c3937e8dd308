package org.fluxwatch.deploy.twin;

/// The a-priori CO2 of the simulated retrievals: a climatology that knows nothing of the truth run.
/// ```
/// x = 400 + 2.4 (year - 2015) + 2 tanh(φ / 30°)                      growth, and the north ahead of the south
///   + A(φ) σ^0.6 cos 2π(year - 0.34 - 0.06 (1 - σ))                  season, highest in May, later aloft
///   - 2.4 age(σ)                                                     air ages above σ = 0.25, to 4 years
/// A(φ) = 5 ppm max(0, sin φ)^0.7 north, -1 ppm sin²φ south
/// ```
/// σ pressure over surface pressure, φ latitude, year with its fraction. Made up to look like column climatologies;
/// good to some 1 to 2 ppm.
final class PriorClimatology {
    private static final double SECONDS_PER_YEAR = 365.25 * 86_400;
    private static final double START_2015 = 1_420_070_400.0;
    private static final double GROWTH_PPM_PER_YEAR = 2.4;

    private PriorClimatology() {}

    /// Dry-air mole fraction, ppm.
    ///
    /// @param epochSeconds since 1970-01-01T00:00:00Z
    /// @param latitude degrees north
    /// @param sigma pressure over surface pressure
    static double ppm(double epochSeconds, double latitude, double sigma) {
        final double years = (epochSeconds - START_2015) / SECONDS_PER_YEAR;
        final double mean = 400 + GROWTH_PPM_PER_YEAR * years + 2 * Math.tanh(latitude / 30);
        final double phase = 2 * Math.PI * (years - 0.34 - 0.06 * (1 - sigma));
        final double season = amplitude(latitude) * Math.pow(sigma, 0.6) * Math.cos(phase);
        final double aloft = Math.clamp((0.25 - sigma) / 0.25, 0, 1);
        return mean + season - GROWTH_PPM_PER_YEAR * 4 * aloft * aloft;
    }

    private static double amplitude(double latitude) {
        final double sine = Math.sin(Math.toRadians(latitude));
        return sine >= 0 ? 5 * Math.pow(sine, 0.7) : -sine * sine;
    }
}
