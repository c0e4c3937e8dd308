package org.fluxwatch.contract.area;

import org.fluxwatch.contract.grid.StereographicGrid;

/// The stereographic plane in cells from the domain's corner. What lies far from the domain is moved onto a circle
/// round it, the antipode too, which has no place on the plane.
///
/// @param far radius of the circle, cells
record StereographicPlane(StereographicGrid grid, double far) implements CellPlane {
    /// More than a few of the longest chords, so that none between far places meets the domain.
    private static final double MARGIN_KM = 200;

    private static final double DETOUR_STEP = Math.toRadians(30);

    StereographicPlane(StereographicGrid grid) {
        this(grid, Math.hypot(grid.nx(), grid.ny()) + MARGIN_KM / grid.cellKm());
    }

    @Override
    public double[] locate(double latitude, double longitude) {
        final double[] xy = grid.locate(latitude, longitude);
        final double x = xy[0] + 0.5 - 0.5 * grid.nx();
        final double y = xy[1] + 0.5 - 0.5 * grid.ny();
        final double distance = Math.hypot(x, y);
        return distance > far ? onCircle(Math.atan2(y, x)) : new double[] {xy[0] + 0.5, xy[1] + 0.5};
    }

    private double[] onCircle(double azimuth) {
        return new double[] {0.5 * grid.nx() + far * Math.cos(azimuth), 0.5 * grid.ny() + far * Math.sin(azimuth)};
    }

    private double azimuth(double[] located) {
        return Math.atan2(located[1] - 0.5 * grid.ny(), located[0] - 0.5 * grid.nx());
    }

    @Override
    public double rowEdge(int j) {
        return j;
    }

    @Override
    public double period() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double areaM2(PlanePolygon polygon) {
        return polygon.areaM2(grid);
    }

    @Override
    public boolean isFar(double[] located) {
        return Math.hypot(located[0] - 0.5 * grid.nx(), located[1] - 0.5 * grid.ny()) > far * (1 - 1e-9);
    }

    @Override
    public void addDetour(PlanePolygon line, double[] from, double[] to) {
        final double start = azimuth(from);
        final double turn = Math.IEEEremainder(azimuth(to) - start, 2 * Math.PI);
        final int steps = (int) Math.ceil(Math.abs(turn) / DETOUR_STEP);
        for (int s = 1; s < steps; s++) {
            final double[] between = onCircle(start + turn * s / steps);
            line.add(between[0], between[1]);
        }
    }

    @Override
    public void close(PlanePolygon line, double[] last, double[] first) {}
}
