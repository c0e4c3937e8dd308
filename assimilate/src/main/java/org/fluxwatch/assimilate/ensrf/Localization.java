package org.fluxwatch.assimilate.ensrf;

import org.fluxwatch.contract.grid.Sphere;

/// How much an observation may teach a place: ρ by distance, 0 to 1.
@FunctionalInterface
public interface Localization {
    /// Taper between two places; zero where nothing is to be learnt.
    ///
    /// @param latitudeA degrees north
    /// @param longitudeA degrees east
    /// @param latitudeB degrees north
    /// @param longitudeB degrees east
    double taper(double latitudeA, double longitudeA, double latitudeB, double longitudeB);

    /// Gaspari and Cohn along the great circle.
    ///
    /// @param radiusKm where the taper becomes zero, km
    static Localization greatCircle(double radiusKm) {
        final GaspariCohn taper = new GaspariCohn(radiusKm);
        final double radiusDegrees = Math.toDegrees(radiusKm * 1e3 / Sphere.RADIUS_M);
        return (latitudeA, longitudeA, latitudeB, longitudeB) -> Math.abs(latitudeA - latitudeB) > radiusDegrees
                ? 0 // no need of trigonometry
                : taper.at(Sphere.distanceKm(latitudeA, longitudeA, latitudeB, longitudeB));
    }
}
