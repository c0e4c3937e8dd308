package org.fluxwatch.assimilate.model.transport;

import org.fluxwatch.assimilate.model.transport.PiecewiseParabolic.Line;
import org.fluxwatch.contract.grid.Grid;

/// All lines of a model, made once: along x and y of level k at `j * nz + k` and `i * nz + k`, along z at the cell.
final class Lines {
    final Line[] x;
    final Line[] y;
    final Line[] z;

    Lines(Grid grid, int nz, Perimeter perimeter) {
        final int nx = grid.nx();
        final int ny = grid.ny();
        x = new Line[ny * nz];
        y = new Line[nx * nz];
        z = new Line[grid.cells()];
        for (int at = 0; at < x.length; at++) {
            final int j = at / nz;
            final int k = at % nz;
            x[at] = new Line(
                    grid.cell(0, j) * nz + k,
                    nz,
                    nx,
                    j * (nx + 1) * nz + k,
                    nz,
                    element(perimeter.west(j), nz, k),
                    element(perimeter.east(j), nz, k));
        }
        for (int at = 0; at < y.length; at++) {
            final int i = at / nz;
            final int k = at % nz;
            y[at] = new Line(
                    at,
                    nx * nz,
                    ny,
                    at,
                    nx * nz,
                    element(perimeter.south(i), nz, k),
                    element(perimeter.north(i), nz, k));
        }
        for (int cell = 0; cell < z.length; cell++) z[cell] = new Line(cell * nz, 1, nz, cell * (nz + 1), 1, -1, -1);
    }

    private static int element(int ghost, int nz, int k) {
        return ghost < 0 ? -1 : ghost * nz + k;
    }
}
