package org.fluxwatch.assimilate.model.transport;

import org.fluxwatch.contract.grid.Grid;

/// The ghost columns around a grid: the south row (i = 0 to nx - 1), the north row, the west column (j = 0 to ny - 1),
/// the east column; corners are not needed. A grid that goes round the earth has none in the west and
/// the east, one that ends at a pole none there: a global grid has no ghost at all.
///
/// Values on them are laid out as in the model: ghost g, level k, lane n is at `(g * nz + k) * stride + n`.
public record Perimeter(Grid grid) {
    /// Number of ghost columns; 2 (nx + ny) where all sides are open.
    public int size() {
        return firstEast() + besideRows();
    }

    private int firstNorth() {
        return grid.endsAtSouthPole() ? 0 : grid.nx();
    }

    private int firstWest() {
        return firstNorth() + (grid.endsAtNorthPole() ? 0 : grid.nx());
    }

    private int firstEast() {
        return firstWest() + besideRows();
    }

    /// Ghosts in the west, and in the east.
    private int besideRows() {
        return grid.isPeriodic() ? 0 : grid.ny();
    }

    /// The ghost south of a column, -1 where there is none; likewise the others.
    public int south(int i) {
        return grid.endsAtSouthPole() ? -1 : i;
    }

    public int north(int i) {
        return grid.endsAtNorthPole() ? -1 : firstNorth() + i;
    }

    public int west(int j) {
        return grid.isPeriodic() ? -1 : firstWest() + j;
    }

    public int east(int j) {
        return grid.isPeriodic() ? -1 : firstEast() + j;
    }

    /// Grid coordinate x of a ghost's centre; -1 in the west, nx in the east.
    public int x(int ghost) {
        if (ghost < firstNorth()) return ghost;
        if (ghost < firstWest()) return ghost - firstNorth();
        return ghost < firstEast() ? -1 : grid.nx();
    }

    /// Grid coordinate y of a ghost's centre; -1 in the south, ny in the north.
    public int y(int ghost) {
        if (ghost < firstNorth()) return -1;
        if (ghost < firstWest()) return grid.ny();
        return (ghost - firstWest()) % grid.ny();
    }

    /// Index of the cell beside a ghost.
    public int innerCell(int ghost) {
        return grid.cell(Math.clamp(x(ghost), 0, grid.nx() - 1), Math.clamp(y(ghost), 0, grid.ny() - 1));
    }

    /// Latitude of a ghost's centre, degrees north; not beyond the pole.
    public double latitude(int ghost) {
        return Math.clamp(grid.latitude(x(ghost), y(ghost)), -90.0, 90.0);
    }

    /// Longitude of a ghost's centre, degrees east.
    public double longitude(int ghost) {
        return grid.longitude(x(ghost), y(ghost));
    }
}
