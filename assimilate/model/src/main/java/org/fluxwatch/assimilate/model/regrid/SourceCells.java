package org.fluxwatch.assimilate.model.regrid;

import org.fluxwatch.contract.grid.Sphere;

/// Cells between meridians and parallels.
///
/// @param latitudeEdges rising or falling, degrees north `[ny+1]`
/// @param longitudeEdges rising, degrees east `[nx+1]`
record SourceCells(double[] latitudeEdges, double[] longitudeEdges) {
    SourceCells {
        latitudeEdges = latitudeEdges.clone();
        longitudeEdges = longitudeEdges.clone();
        if (latitudeEdges.length < 2 || longitudeEdges.length < 2)
            throw new IllegalArgumentException("there are " + latitudeEdges.length + " edges of latitude and "
                    + longitudeEdges.length + " of longitude, expected 2 or more of each");
        final double direction = latitudeEdges[1] > latitudeEdges[0] ? 1 : -1;
        for (int e = 0; e < latitudeEdges.length; e++) {
            if (!(Math.abs(latitudeEdges[e]) <= 90))
                throw new IllegalArgumentException(
                        "latitude edge " + e + " is " + latitudeEdges[e] + " degrees north, expected -90 to 90");
            if (e > 0 && !(direction * (latitudeEdges[e] - latitudeEdges[e - 1]) > 0))
                throw new IllegalArgumentException("latitude edge " + e + " is " + latitudeEdges[e] + " after "
                        + latitudeEdges[e - 1] + ", expected all rising or all falling");
        }
        for (int e = 0; e < longitudeEdges.length; e++) {
            if (!(Math.abs(longitudeEdges[e]) <= 1080))
                throw new IllegalArgumentException(
                        "longitude edge " + e + " is " + longitudeEdges[e] + " degrees east, expected -1080 to 1080");
            if (e > 0 && !(longitudeEdges[e] > longitudeEdges[e - 1]))
                throw new IllegalArgumentException("longitude edge " + e + " is " + longitudeEdges[e] + " after "
                        + longitudeEdges[e - 1] + ", expected rising");
        }
        if (!(longitudeEdges[longitudeEdges.length - 1] - longitudeEdges[0] <= 360 + 1e-6))
            throw new IllegalArgumentException("longitude edges reach from " + longitudeEdges[0] + " to "
                    + longitudeEdges[longitudeEdges.length - 1] + " degrees east, expected 360 degrees or less");
    }

    int nx() {
        return longitudeEdges.length - 1;
    }

    int ny() {
        return latitudeEdges.length - 1;
    }

    double south(int row) {
        return Math.min(latitudeEdges[row], latitudeEdges[row + 1]);
    }

    double north(int row) {
        return Math.max(latitudeEdges[row], latitudeEdges[row + 1]);
    }

    double west(int column) {
        return longitudeEdges[column];
    }

    double east(int column) {
        return longitudeEdges[column + 1];
    }

    double areaM2(int row, int column) {
        return areaM2(south(row), north(row), east(column) - west(column));
    }

    /// True area between two parallels, m².
    static double areaM2(double south, double north, double longitudes) {
        return Sphere.RADIUS_M * Sphere.RADIUS_M * Math.toRadians(longitudes) * sineRise(south, north);
    }

    /// `sin north - sin south`, without the cancellation near the poles.
    static double sineRise(double south, double north) {
        return 2 * Math.cos(Math.toRadians(0.5 * (south + north))) * Math.sin(Math.toRadians(0.5 * (north - south)));
    }

    @Override
    public String toString() {
        return nx() + " x " + ny() + " cells of latitude " + latitudeEdges[0] + " to " + latitudeEdges[ny()]
                + ", longitude " + longitudeEdges[0] + " to " + longitudeEdges[nx()];
    }
}
