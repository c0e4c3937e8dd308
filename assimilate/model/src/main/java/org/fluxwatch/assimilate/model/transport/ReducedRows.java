package org.fluxwatch.assimilate.model.transport;

import org.fluxwatch.contract.grid.Grid;

/// How many cells of each row the sweep along x takes as one. Meridians meet at the poles: cells of 2
/// degrees are 220 km high everywhere, but 4 km wide beside a pole, and their own sweeps would need a
/// step of minutes. There the sweep sees as many neighbours together as make a cell at least a quarter
/// as wide as it is high.
///
/// Source: the reduced grid of Petersen et al. (1998), J. Geophys. Res. 103, 19253-19269, as in TM5:
/// Krol et al. (2005), Atmos. Chem. Phys. 5, 417-432.
///
/// Only rows that go round the earth are reduced. All groups of a row are of one size, a divisor of `nx`.
final class ReducedRows {
    private static final double LEAST_WIDTH = 0.25;

    private final int[] cells;

    ReducedRows(Grid grid) {
        cells = new int[grid.ny()];
        for (int j = 0; j < cells.length; j++) cells[j] = grid.isPeriodic() ? cells(grid, j) : 1;
    }

    private static int cells(Grid grid, int j) {
        final double heightM = grid.faceXM(0, j);
        final double widthM = grid.areaM2(0, j) / heightM;
        int cells = 1;
        while (cells < grid.nx() && (grid.nx() % cells != 0 || cells * widthM < LEAST_WIDTH * heightM)) cells++;
        return cells;
    }

    /// Cells of row j that are taken as one.
    int cells(int j) {
        return cells[j];
    }
}
