package org.fluxwatch.contract.grid;

/// A horizontal grid of `nx` by `ny` cells.
///
/// Grid coordinates (x, y) are in cells: cell (i, j) is centred at (i, j) and reaches from i - 0.5 to i + 0.5.
/// The face between cells (i - 1, j) and (i, j) is x-face i, 0 to nx; y-faces likewise, 0 to ny.
public sealed interface Grid permits LatLonGrid, StereographicGrid {
    int nx();

    int ny();

    /// Latitude of the point (x, y) in grid coordinates, degrees north.
    double latitude(double x, double y);

    /// Longitude of the point (x, y) in grid coordinates, degrees east, -180 to 180.
    double longitude(double x, double y);

    /// Grid coordinates x, y of a place `[2]`; may lie outside the grid.
    double[] locate(double latitude, double longitude);

    /// True area of a cell on the sphere, m².
    double areaM2(int i, int j);

    /// True length of the x-face i (0 to nx) of row j, m.
    double faceXM(int i, int j);

    /// True length of the y-face j (0 to ny) of column i, m.
    double faceYM(int i, int j);

    /// Angle at the point (x, y) in grid coordinates from the grid's x axis to geographic east, radians,
    /// counter-clockwise positive. A wind (u east, v north) is `u cos - v sin` along x and `u sin + v cos` along y.
    double eastAngle(double x, double y);

    /// Whether x goes all round the earth: the last column is the western neighbour of the first.
    default boolean isPeriodic() {
        return false;
    }

    /// Whether the southern edge of the first row is the pole, where no boundary is.
    default boolean endsAtSouthPole() {
        return false;
    }

    /// Whether the northern edge of the last row is the pole.
    default boolean endsAtNorthPole() {
        return false;
    }

    /// Whether the grid is the whole earth, without any lateral boundary.
    default boolean isGlobal() {
        return isPeriodic() && endsAtSouthPole() && endsAtNorthPole();
    }

    default int cells() {
        return nx() * ny();
    }

    default int cell(int i, int j) {
        return j * nx() + i;
    }

    default double latitude(int cell) {
        final int j = cell / nx();
        return latitude(cell % nx(), j);
    }

    default double longitude(int cell) {
        final int j = cell / nx();
        return longitude(cell % nx(), j);
    }

    default double areaM2(int cell) {
        return areaM2(cell % nx(), cell / nx());
    }

    /// The cell that holds a place, or -1 when none does.
    default int cellAt(double latitude, double longitude) {
        final double[] xy = locate(latitude, longitude);
        final double i = Math.floor(xy[0] + 0.5);
        final double j = Math.floor(xy[1] + 0.5);
        return i >= 0 && i < nx() && j >= 0 && j < ny() ? cell((int) i, (int) j) : -1;
    }

    /// Number of cells between a cell and the nearest lateral boundary; 0 for an outermost cell, [Integer#MAX_VALUE]
    /// where there is no boundary. Neither the seam of a periodic grid is one, nor a pole.
    default int cellsToBoundary(int cell) {
        final int i = cell % nx();
        final int j = cell / nx();
        final int alongX = isPeriodic() ? Integer.MAX_VALUE : Math.min(i, nx() - 1 - i);
        final int south = endsAtSouthPole() ? Integer.MAX_VALUE : j;
        final int north = endsAtNorthPole() ? Integer.MAX_VALUE : ny() - 1 - j;
        return Math.min(alongX, Math.min(south, north));
    }
}
