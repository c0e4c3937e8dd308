package org.fluxwatch.deploy.twin;

/// The error of the true CO2 where air comes into the domain, and at the begin, as a sum over independent variables of
/// variance 1: the covariance over all seeds of the waves that [TruthRun] takes it from.
/// ```
/// δ(λ, φ, t) = Σ a (cos, sin)(n λ - u n ω t) × (cos, sin)(l φ)         n = 3 to 8, u = 0.6 to 1.4, l = 4.8 to 9.6
/// ```
/// n whole and equally likely; u and l, equally likely within their bounds, at the middles of five parts each: exact
/// for the distances of a domain and a month.
final class WaveParts {
    private static final int LEAST = 3;
    private static final int GREATEST = 8;
    private static final int PARTS = 5;
    private static final double RADIANS_PER_SECOND = Math.toRadians(5) / 86_400;

    /// Variables.
    static final int COUNT = (GREATEST - LEAST + 1) * PARTS * PARTS * 4;

    private WaveParts() {}

    /// Adds a weight times the error of standard deviation 1.
    ///
    /// @param latitude degrees
    /// @param longitude degrees
    /// @param answers from `first` on, one a variable
    static void add(
            double latitude, double longitude, double epochSeconds, double weight, double[] answers, int first) {
        final double phi = Math.toRadians(latitude);
        final double lambda = Math.toRadians(longitude);
        final double amplitude = weight * Math.sqrt(4.0 / COUNT);
        final double[] north = new double[2 * PARTS];
        for (int l = 0; l < PARTS; l++) {
            final double angle = (0.6 + 0.6 * (l + 0.5) / PARTS) * GREATEST * phi;
            north[2 * l] = amplitude * Math.cos(angle);
            north[2 * l + 1] = amplitude * Math.sin(angle);
        }
        int at = first;
        for (int n = LEAST; n <= GREATEST; n++)
            for (int u = 0; u < PARTS; u++) {
                final double speed = 0.6 + 0.8 * (u + 0.5) / PARTS;
                final double angle = n * (lambda - speed * RADIANS_PER_SECOND * epochSeconds);
                final double cos = Math.cos(angle);
                final double sin = Math.sin(angle);
                for (double part : north) {
                    answers[at++] += cos * part;
                    answers[at++] += sin * part;
                }
            }
    }
}
