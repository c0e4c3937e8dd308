package org.fluxwatch.contract.region;

import org.fluxwatch.contract.grid.Sphere;

/// A box between two parallels and two meridians.
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
}
