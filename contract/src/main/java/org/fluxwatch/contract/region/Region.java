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
    private static final int SAMPLES = 10;
    private static final int BORDER_SAMPLES = 50;

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

    /// Area of each cell that lies in the region, m² `[cells]`, by samples: 10 x 10 a cell, 50 x 50 on the border.
    public double[] areasM2(Grid grid) {
        final double[] areas = new double[grid.cells()];
        for (int j = 0; j < grid.ny(); j++)
            for (int i = 0; i < grid.nx(); i++) {
                double share = share(grid, i, j, SAMPLES);
                if (share > 0 && share < 1) share = share(grid, i, j, BORDER_SAMPLES);
                areas[grid.cell(i, j)] = grid.areaM2(i, j) * share;
            }
        return areas;
    }

    private double share(Grid grid, int i, int j, int samples) {
        int inside = 0;
        for (int b = 0; b < samples; b++)
            for (int a = 0; a < samples; a++) {
                final double x = i + (a + 0.5) / samples - 0.5;
                final double y = j + (b + 0.5) / samples - 0.5;
                if (contains(grid.latitude(x, y), grid.longitude(x, y))) inside++;
            }
        return inside / (double) (samples * samples);
    }
}
