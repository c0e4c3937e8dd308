package org.fluxwatch.contract.region;

import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.Sphere;

/// A box of latitude and longitude.
///
/// @param name as reports name it
/// @param south degrees north
/// @param north degrees north, above south
/// @param west degrees east
/// @param east degrees east, eastwards of west
public record BoxRegion(String name, double south, double north, double west, double east) implements Region {
    public BoxRegion {
        if (name == null || name.isBlank()) throw new IllegalArgumentException("a region has no name");
        if (!(south >= -90 && south < north && north <= 90))
            throw new IllegalArgumentException("region " + name + " reaches from " + south + " to " + north
                    + " N, expected -90 <= south < north <= 90");
        if (!(west < east && east - west <= 360))
            throw new IllegalArgumentException("region " + name + " reaches from " + west + " to " + east
                    + " E, expected west < east <= west + 360");
    }

    @Override
    public boolean contains(double latitude, double longitude) {
        final double centre = 0.5 * (west + east);
        return latitude >= south
                && latitude < north
                && Math.abs(Sphere.wrapLongitude(longitude - centre)) <= 0.5 * (east - west);
    }

    @Override
    public double areaM2() {
        return Sphere.RADIUS_M
                * Sphere.RADIUS_M
                * Math.toRadians(east - west)
                * (Math.sin(Math.toRadians(north)) - Math.sin(Math.toRadians(south)));
    }

    /// Where a cell surely lies, by its corners and the middles of its sides with a margin for what bulges between
    /// them.
    @Override
    public Place place(Grid grid, int i, int j) {
        final double centre = 0.5 * (west + east);
        double leastLatitude = 90;
        double greatestLatitude = -90;
        double leastEast = 180;
        double greatestEast = -180;
        for (double dy = -0.5; dy <= 0.5; dy += 0.5)
            for (double dx = -0.5; dx <= 0.5; dx += 0.5) {
                final double latitude = grid.latitude(i + dx, j + dy);
                final double eastOfCentre = Sphere.wrapLongitude(grid.longitude(i + dx, j + dy) - centre);
                leastLatitude = Math.min(leastLatitude, latitude);
                greatestLatitude = Math.max(greatestLatitude, latitude);
                leastEast = Math.min(leastEast, eastOfCentre);
                greatestEast = Math.max(greatestEast, eastOfCentre);
            }
        if (greatestEast - leastEast > 90) return Place.BORDER; // round a pole, or across the far meridian
        final double latitudeMargin = 0.2 * (greatestLatitude - leastLatitude);
        final double eastMargin = 0.2 * (greatestEast - leastEast);
        final double halfWidth = 0.5 * (east - west);
        if (greatestLatitude + latitudeMargin < south
                || leastLatitude - latitudeMargin > north
                || greatestEast + eastMargin < -halfWidth
                || leastEast - eastMargin > halfWidth) return Place.OUTSIDE;
        if (leastLatitude - latitudeMargin > south
                && greatestLatitude + latitudeMargin < north
                && leastEast - eastMargin > -halfWidth
                && greatestEast + eastMargin < halfWidth) return Place.INSIDE;
        return Place.BORDER;
    }
}
