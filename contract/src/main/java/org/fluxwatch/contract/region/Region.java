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
public record Region(String name, double south, double north, double west, double east) {
    private static final int SAMPLES = 50;

    public Region {
        if (name == null || name.isBlank()) throw new IllegalArgumentException("a region has no name");
        if (!(south >= -90 && south < north && north <= 90))
            throw new IllegalArgumentException("region " + name + " reaches from " + south + " to " + north
                    + " N, expected -90 <= south < north <= 90");
        if (!(west < east && east - west <= 360))
            throw new IllegalArgumentException("region " + name + " reaches from " + west + " to " + east
                    + " E, expected west < east <= west + 360");
    }

    public boolean contains(double latitude, double longitude) {
        final double centre = 0.5 * (west + east);
        return latitude >= south
                && latitude < north
                && Math.abs(Sphere.wrapLongitude(longitude - centre)) <= 0.5 * (east - west);
    }

    /// Area of each cell that lies in the region, m² `[cells]`; cells on the border by 50 x 50 samples.
    public double[] areasM2(Grid grid) {
        final double[] areas = new double[grid.cells()];
        for (int j = 0; j < grid.ny(); j++)
            for (int i = 0; i < grid.nx(); i++) {
                final double share =
                        switch (place(grid, i, j)) {
                            case INSIDE -> 1;
                            case OUTSIDE -> 0;
                            case BORDER -> sampled(grid, i, j);
                        };
                areas[grid.cell(i, j)] = grid.areaM2(i, j) * share;
            }
        return areas;
    }

    private enum Place {
        INSIDE,
        OUTSIDE,
        BORDER
    }

    /// Where a cell surely lies, by its corners and the middles of its sides with a margin for what bulges between
    /// them.
    private Place place(Grid grid, int i, int j) {
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

    private double sampled(Grid grid, int i, int j) {
        int inside = 0;
        for (int b = 0; b < SAMPLES; b++)
            for (int a = 0; a < SAMPLES; a++) {
                final double x = i + (a + 0.5) / SAMPLES - 0.5;
                final double y = j + (b + 0.5) / SAMPLES - 0.5;
                if (contains(grid.latitude(x, y), grid.longitude(x, y))) inside++;
            }
        return inside / (double) (SAMPLES * SAMPLES);
    }
}
