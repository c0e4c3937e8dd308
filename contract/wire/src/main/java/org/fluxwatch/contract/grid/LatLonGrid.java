package org.fluxwatch.contract.grid;

/// A regular latitude-longitude grid; x runs east, y north.
///
/// @param west western edge, degrees east
/// @param south southern edge, degrees north
/// @param cellDegrees cell size, degrees
/// @param nx columns
/// @param ny rows
public record LatLonGrid(double west, double south, double cellDegrees, int nx, int ny) implements Grid {
    /// What edges may miss a full circle or a pole by, degrees.
    private static final double ROUNDING = 1e-9;

    public LatLonGrid {
        if (!(cellDegrees > 0))
            throw new IllegalArgumentException("cell size is " + cellDegrees + " degrees, expected > 0");
        if (nx < 3 || ny < 3)
            throw new IllegalArgumentException("grid is " + nx + " x " + ny + " cells, expected 3 x 3 or more");
        if (!(south >= -90 && south + ny * cellDegrees <= 90 + 1e-9))
            throw new IllegalArgumentException("rows reach from " + south + " to " + (south + ny * cellDegrees)
                    + " degrees north, expected within -90 to 90");
        if (!(nx * cellDegrees <= 360 + 1e-9))
            throw new IllegalArgumentException(
                    "columns span " + nx * cellDegrees + " degrees of longitude, expected 360 or less");
        if (!(west >= -360 && west <= 360))
            throw new IllegalArgumentException("western edge is " + west + " degrees east, expected -360 to 360");
    }

    /// The smallest grid whose edges are whole multiples of the cell size and that holds another grid.
    public static LatLonGrid covering(Grid grid, double cellDegrees) {
        final double middle = grid.longitude(0.5 * (grid.nx() - 1), 0.5 * (grid.ny() - 1));
        double west = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        for (int face = 0; face <= 2 * (grid.nx() + grid.ny()); face++) {
            final double[] xy = outline(grid, face);
            final double latitude = grid.latitude(xy[0], xy[1]);
            final double longitude = middle + Sphere.wrapLongitude(grid.longitude(xy[0], xy[1]) - middle);
            west = Math.min(west, longitude);
            east = Math.max(east, longitude);
            south = Math.min(south, latitude);
            north = Math.max(north, latitude);
        }
        final double rounding = 1e-9;
        final long w = Math.round(Math.floor(west / cellDegrees + rounding));
        final long s = Math.round(Math.floor(Math.max(-90, south) / cellDegrees + rounding));
        final int nx = (int) (Math.round(Math.ceil(east / cellDegrees - rounding)) - w);
        final int ny = (int) (Math.round(Math.ceil(Math.min(90, north) / cellDegrees - rounding)) - s);
        return new LatLonGrid(w * cellDegrees, s * cellDegrees, cellDegrees, Math.max(3, nx), Math.max(3, ny));
    }

    /// A corner of cells along the outer edge, in grid coordinates.
    private static double[] outline(Grid grid, int corner) {
        final int nx = grid.nx();
        final int ny = grid.ny();
        if (corner <= nx) return new double[] {corner - 0.5, -0.5};
        if (corner <= nx + ny) return new double[] {nx - 0.5, corner - nx - 0.5};
        if (corner <= 2 * nx + ny) return new double[] {2 * nx + ny - corner - 0.5, ny - 0.5};
        return new double[] {-0.5, 2 * (nx + ny) - corner - 0.5};
    }

    @Override
    public double latitude(double x, double y) {
        return south + (y + 0.5) * cellDegrees;
    }

    @Override
    public double longitude(double x, double y) {
        return Sphere.wrapLongitude(west + (x + 0.5) * cellDegrees);
    }

    @Override
    public double[] locate(double latitude, double longitude) {
        final double centre = west + 0.5 * nx * cellDegrees;
        final double east = centre + Sphere.wrapLongitude(longitude - centre);
        return new double[] {(east - west) / cellDegrees - 0.5, (latitude - south) / cellDegrees - 0.5};
    }

    /// On a grid of the whole earth every place has a cell: the north pole belongs to the last row, and a place that
    /// rounding puts beyond the seam to the first column.
    @Override
    public int cellAt(double latitude, double longitude) {
        final double[] xy = locate(latitude, longitude);
        final double i = Math.floor(xy[0] + 0.5);
        final double j = Math.floor(xy[1] + 0.5);
        final boolean pole = latitude == 90 && endsAtNorthPole();
        final double column = isPeriodic() && i == nx ? 0 : isPeriodic() && i == -1 ? nx - 1 : i;
        final double row = pole ? ny - 1 : j;
        return column >= 0 && column < nx && row >= 0 && row < ny ? cell((int) column, (int) row) : -1;
    }

    @Override
    public double areaM2(int i, int j) {
        final double sinNorth = Math.sin(Math.toRadians(south + (j + 1) * cellDegrees));
        final double sinSouth = Math.sin(Math.toRadians(south + j * cellDegrees));
        return Sphere.RADIUS_M * Sphere.RADIUS_M * Math.toRadians(cellDegrees) * (sinNorth - sinSouth);
    }

    @Override
    public double faceXM(int i, int j) {
        return Sphere.RADIUS_M * Math.toRadians(cellDegrees);
    }

    @Override
    public double faceYM(int i, int j) {
        if (j == 0 && endsAtSouthPole() || j == ny && endsAtNorthPole()) return 0;
        return Sphere.RADIUS_M
                * Math.toRadians(cellDegrees)
                * Math.max(0, Math.cos(Math.toRadians(south + j * cellDegrees)));
    }

    @Override
    public boolean isPeriodic() {
        return nx * cellDegrees > 360 - ROUNDING;
    }

    @Override
    public boolean endsAtSouthPole() {
        return south < -90 + ROUNDING;
    }

    @Override
    public boolean endsAtNorthPole() {
        return south + ny * cellDegrees > 90 - ROUNDING;
    }

    @Override
    public double eastAngle(double x, double y) {
        return 0;
    }
}
