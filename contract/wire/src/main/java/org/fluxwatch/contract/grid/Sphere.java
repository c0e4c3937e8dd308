package org.fluxwatch.contract.grid;

/// The earth as every part of fluxwatch sees it: a sphere.
public final class Sphere {
    /// Mean earth radius, m.
    public static final double RADIUS_M = 6_371_000.0;

    private Sphere() {}

    /// Great-circle distance (haversine), km.
    ///
    /// @param latitudeA degrees north
    /// @param longitudeA degrees east
    /// @param latitudeB degrees north
    /// @param longitudeB degrees east
    public static double distanceKm(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
        final double a = Math.toRadians(latitudeA);
        final double b = Math.toRadians(latitudeB);
        final double sinHalfDLat = Math.sin((b - a) / 2);
        final double sinHalfDLon = Math.sin(Math.toRadians(longitudeB - longitudeA) / 2);
        final double h = sinHalfDLat * sinHalfDLat + Math.cos(a) * Math.cos(b) * sinHalfDLon * sinHalfDLon;
        return 2e-3 * RADIUS_M * Math.asin(Math.min(1.0, Math.sqrt(h)));
    }

    /// The same longitude in -180 (included) to 180 (excluded) degrees east.
    public static double wrapLongitude(double longitude) {
        final double wrapped = (longitude + 180.0) % 360.0;
        return wrapped < 0 ? wrapped + 180.0 : wrapped - 180.0;
    }
}
