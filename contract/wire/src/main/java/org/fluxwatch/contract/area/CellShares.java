package org.fluxwatch.contract.area;

import org.fluxwatch.contract.grid.Grid;

/// Cuts a closed line along a grid's columns and rows. Areas are signed, so that where the line is not convex the sides
/// that cutting adds take from each other what is outside.
final class CellShares {
    /// Shares of cells that differ by less are the same.
    private static final double ROUNDING = 1e-11;

    private final CellPlane plane;
    private final double[] shares;
    private final PlanePolygon columns = new PlanePolygon();
    private final PlanePolygon column = new PlanePolygon();
    private final PlanePolygon piece = new PlanePolygon();
    private final PlanePolygon cell = new PlanePolygon();

    private CellShares(CellPlane plane) {
        this.plane = plane;
        shares = new double[plane.grid().cells()];
    }

    /// Share of each cell within an outline, 0 to 1 but for rounding `[cells]`.
    ///
    /// @param toleranceM2 of [PlaneLine]
    static double[] of(Outline outline, CellPlane plane, double toleranceM2) {
        final CellShares work = new CellShares(plane);
        final PlanePolygon line = PlaneLine.of(outline, plane, toleranceM2);
        final int nx = plane.grid().nx();
        final double period = plane.period();
        if (Double.isInfinite(period)) work.cut(line, 0);
        else
            for (double turn = Math.ceil(-line.greatestX() / period); line.leastX() + turn * period < nx; turn++)
                work.cut(line, turn * period);
        work.settle(outline);
        return work.shares;
    }

    private void cut(PlanePolygon line, double eastwards) {
        columns.clear();
        columns.addShifted(line, eastwards);
        final double west = columns.leastX();
        final double east = columns.greatestX();
        if (west < 0) columns.cutX(0, column);
        final Grid grid = plane.grid();
        for (int i = Math.max(0, (int) Math.floor(west)); i < Math.min(grid.nx(), Math.ceil(east)); i++) {
            columns.cutX(i + 1, column);
            cutColumn(i, grid.ny());
        }
    }

    private void cutColumn(int i, int ny) {
        if (column.isEmpty()) return;
        final double south = column.leastY();
        final double north = column.greatestY();
        if (south < plane.rowEdge(0)) column.cutY(plane.rowEdge(0), piece);
        for (int j = 0; j < ny && plane.rowEdge(j) < north; j++) {
            if (plane.rowEdge(j + 1) <= south) continue;
            column.cutY(plane.rowEdge(j + 1), piece);
            if (!piece.isEmpty()) shares[plane.grid().cell(i, j)] += plane.areaM2(piece) / cellM2(i, j);
        }
    }

    private double cellM2(int i, int j) {
        cell.clear();
        cell.add(i, plane.rowEdge(j));
        cell.add(i + 1, plane.rowEdge(j));
        cell.add(i + 1, plane.rowEdge(j + 1));
        cell.add(i, plane.rowEdge(j + 1));
        return plane.areaM2(cell);
    }

    /// The ways round the far side and over the pole add the same whole number to all cells. Without it shares lie
    /// between 0 and 1; where all are the same, any place tells which.
    private void settle(Outline outline) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < shares.length; c++) {
            if (!outline.leftInside()) shares[c] = -shares[c];
            least = Math.min(least, shares[c]);
            greatest = Math.max(greatest, shares[c]);
        }
        final Grid grid = plane.grid();
        final int centre = grid.cell(grid.nx() / 2, grid.ny() / 2);
        final double whole;
        if (greatest - least > ROUNDING) whole = Math.floor(0.5 * (least + greatest));
        else
            whole = Math.rint(greatest)
                    - (outline.inside().contains(grid.latitude(centre), grid.longitude(centre)) ? 1 : 0);
        for (int c = 0; c < shares.length; c++) {
            final double share = shares[c] - whole;
            final double rounded = Math.rint(share);
            shares[c] = Math.abs(share - rounded) < ROUNDING ? rounded : share;
        }
    }
}
