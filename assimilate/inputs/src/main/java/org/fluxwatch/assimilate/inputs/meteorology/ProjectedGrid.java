package org.fluxwatch.assimilate.inputs.meteorology;

import org.fluxwatch.assimilate.model.regrid.SourceGrid;

/// Evenly spaced columns and rows on a projection's plane.
///
/// @param x0 plane coordinate of column 0, in the projection's units
/// @param y0 of row 0
/// @param dx spacing of columns
/// @param dy spacing of rows
record ProjectedGrid(MapProjection projection, double x0, double y0, double dx, double dy, int nx, int ny)
        implements SourceGrid {
    /// Half the way that [#eastAngle] looks at, degrees.
    private static final double STEP = 1e-4;

    private static final double SAME = 0.01;

    ProjectedGrid {
        if (!(dx > 0 && dy > 0))
            throw new IllegalArgumentException(
                    "cells are " + dx + " by " + dy + " on the plane, expected sizes above 0");
        if (nx < 2 || ny < 2)
            throw new IllegalArgumentException("grid is " + nx + " x " + ny + " points, expected 2 x 2 or more");
    }

    /// A grid of `nx` x `ny` points on the same lattice whose point (0, 0) lies at (x, y) of this one, in cells.
    ProjectedGrid from(double x, double y, int nx, int ny) {
        return new ProjectedGrid(projection, x0 + x * dx, y0 + y * dy, dx, dy, nx, ny);
    }

    /// The same points, to a hundredth of a cell.
    boolean matches(ProjectedGrid other) {
        return nx == other.nx
                && ny == other.ny
                && projection.equals(other.projection)
                && Math.abs(x0 - other.x0) < SAME * dx
                && Math.abs(y0 - other.y0) < SAME * dy
                && Math.abs(dx - other.dx) * nx < SAME * dx
                && Math.abs(dy - other.dy) * ny < SAME * dy;
    }

    @Override
    public double[] locate(double latitude, double longitude) {
        final double[] xy = projection.project(latitude, longitude);
        return new double[] {(xy[0] - x0) / dx, (xy[1] - y0) / dy};
    }

    @Override
    public double eastAngle(double latitude, double longitude) {
        final double[] west = projection.project(latitude, longitude - STEP);
        final double[] east = projection.project(latitude, longitude + STEP);
        return Math.atan2(east[1] - west[1], east[0] - west[0]);
    }

    @Override
    public boolean wraps() {
        return false;
    }

    @Override
    public String toString() {
        return nx + " x " + ny + " points from (" + x0 + ", " + y0 + ") every " + dx + " x " + dy + " on " + projection;
    }
}
