package org.fluxwatch.assimilate.model.transport;

import org.fluxwatch.contract.grid.Grid;

/// The ghost columns around a grid: the south row (i = 0 to nx - 1), the north row, the west column (j = 0 to ny - 1),
/// the east column; corners are not needed.
///
/// Values on them are laid out as in the model: ghost g, level k, lane n is at `(g * nz + k) * stride + n`.
public record Perimeter(Grid grid) {
    /// Number of ghost columns, 2 (nx + ny).
    public int size() {
        return 2 * (grid.nx() + grid.ny());
    }

    public int south(int i) {
        return i;
    }

    public int north(int i) {
        return grid.nx() + i;
    }

    public int west(int j) {
        return 2 * grid.nx() + j;
    }

    public int east(int j) {
        return 2 * grid.nx() + grid.ny() + j;
    }

    /// Grid coordinate x of a ghost's centre; -1 in the west, nx in the east.
    public int x(int ghost) {
        final int nx = grid.nx();
        if (ghost < 2 * nx) return ghost % nx;
        return ghost < 2 * nx + grid.ny() ? -1 : nx;
    }

    /// Grid coordinate y of a ghost's centre; -1 in the south, ny in the north.
    public int y(int ghost) {
        final int nx = grid.nx();
        if (ghost < nx) return -1;
        return ghost < 2 * nx ? grid.ny() : (ghost - 2 * nx) % grid.ny();
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
