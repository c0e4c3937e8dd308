package org.fluxwatch.deploy.twin;

/// Where the sun stands, to about 0.01 degrees between 1950 and 2050.
/// ```
/// n = JD - 2451545.0                        days since J2000
/// L = 280.460 + 0.9856474 n                 mean longitude, degrees
/// g = 357.528 + 0.9856003 n                 mean anomaly, degrees
/// λ = L + 1.915 sin g + 0.020 sin 2g        ecliptic longitude
/// ε = 23.439 - 0.0000004 n                  obliquity
/// tan α = cos ε tan λ,  sin δ = sin ε sin λ
/// GMST = 6.697375 + 0.0657098242 n + UT     hours
/// ```
/// Source: Michalsky (1988), Solar Energy 40, 227-235 (the Astronomical Almanac's formulas).
final class Sun {
    private static final double J2000_EPOCH_SECONDS = 946_728_000.0;

    private Sun() {}

    /// Unit vector to the sun in the frame that turns with the earth.
    ///
    /// @param epochSeconds since 1970-01-01T00:00:00Z
    static Vector3 direction(double epochSeconds) {
        final double n = (epochSeconds - J2000_EPOCH_SECONDS) / 86_400;
        final double g = Math.toRadians(357.528 + 0.9856003 * n);
        final double lambda = Math.toRadians(280.460 + 0.9856474 * n + 1.915 * Math.sin(g) + 0.020 * Math.sin(2 * g));
        final double epsilon = Math.toRadians(23.439 - 4e-7 * n);
        final double alpha = Math.atan2(Math.cos(epsilon) * Math.sin(lambda), Math.cos(lambda));
        final double delta = Math.asin(Math.sin(epsilon) * Math.sin(lambda));
        final double hoursUt = Math.floorMod((long) Math.floor(epochSeconds), 86_400L) / 3600.0
                + (epochSeconds - Math.floor(epochSeconds)) / 3600;
        final double gmstHours = 6.697375 + 0.0657098242 * n + hoursUt;
        return Vector3.of(Math.toDegrees(delta), Math.toDegrees(alpha) - 15 * gmstHours);
    }
}
