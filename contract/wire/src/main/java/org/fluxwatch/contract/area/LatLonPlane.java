package org.fluxwatch.contract.area;

import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.Sphere;

/// Longitude in columns from the grid's western edge, and the sine of latitude: equal areas are equal.
record LatLonPlane(LatLonGrid grid) implements CellPlane {
    /// A sine beyond the north pole.
    private static final double BEYOND = 2;

    @Override
    public double[] locate(double latitude, double longitude) {
        return new double[] {(longitude - grid.west()) / grid.cellDegrees(), Math.sin(Math.toRadians(latitude))};
    }

    @Override
    public double rowEdge(int j) {
        return Math.sin(Math.toRadians(grid.south() + j * grid.cellDegrees()));
    }

    @Override
    public double period() {
        return 360 / grid.cellDegrees();
    }

    @Override
    public double areaM2(PlanePolygon polygon) {
        return Sphere.RADIUS_M * Sphere.RADIUS_M * Math.toRadians(grid.cellDegrees()) * polygon.area();
    }

    @Override
    public boolean isFar(double[] located) {
        return false;
    }

    @Override
    public void addDetour(PlanePolygon line, double[] from, double[] to) {}

    /// A line round a pole ends a turn from where it began.
    @Override
    public void close(PlanePolygon line, double[] last, double[] first) {
        if (Math.abs(last[0] - first[0]) < 0.5 * period()) return;
        line.add(last[0], BEYOND);
        line.add(first[0], BEYOND);
    }
}
