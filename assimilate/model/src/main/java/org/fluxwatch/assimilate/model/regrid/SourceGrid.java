package org.fluxwatch.assimilate.model.regrid;

/// Where the values of a horizontal source field lie: value (i, j), at `j * nx + i`, is at source coordinates (i, j).
/// `toString` says what the source covers, for errors.
public interface SourceGrid {
    int nx();

    int ny();

    /// Source coordinates x, y of a place `[2]`; beyond 0 to nx - 1 (to nx where it wraps) or 0 to ny - 1: outside.
    double[] locate(double latitude, double longitude);

    /// Angle from the source's x axis to geographic east at a place, radians, counter-clockwise positive; 0 on
    /// latitude-longitude grids.
    double eastAngle(double latitude, double longitude);

    /// Whether the column after the last is the first: a full circle.
    boolean wraps();
}
