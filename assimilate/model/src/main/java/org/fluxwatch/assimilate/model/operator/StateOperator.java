package org.fluxwatch.assimilate.model.operator;

import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Simulates an observation at a place: bilinear between the four columns around it, each seen on its own surface
/// pressure and heights.
///
/// Bilinear, so that a simulated value does not jump where a superobservation's mean place crosses from one cell to the
/// next. Within half a cell of the edge or a pole, and beyond it, the place is moved onto the line of outermost cell
/// centres; on a grid that goes round the earth the last column and the first are neighbours.
public final class StateOperator {
    private final Grid grid;
    private final SigmaLevels levels;

    public StateOperator(Grid grid, SigmaLevels levels) {
        this.grid = grid;
        this.levels = levels;
    }

    /// The operator at a place as weights on the state: they depend on what is observed and on the air alone, so
    /// they are computed once and serve all lanes.
    public StateWeights at(ObservationOperator observed, double latitude, double longitude, ModelAir air) {
        final double[] place = grid.locate(latitude, longitude);
        final double x = grid.isPeriodic()
                ? place[0] < 0 ? place[0] + grid.nx() : place[0]
                : Math.clamp(place[0], 0.0, grid.nx() - 1.0);
        final double y = Math.clamp(place[1], 0.0, grid.ny() - 1.0);
        final int i = Math.min((int) x, grid.nx() - (grid.isPeriodic() ? 1 : 2));
        final int j = Math.min((int) y, grid.ny() - 2);
        final int east = (i + 1) % grid.nx();
        final int[] columns = {grid.cell(i, j), grid.cell(east, j), grid.cell(i, j + 1), grid.cell(east, j + 1)};
        final double[] shares = {
            (1 - (x - i)) * (1 - (y - j)), (x - i) * (1 - (y - j)), (1 - (x - i)) * (y - j), (x - i) * (y - j)
        };
        final int nz = levels.nz();
        final double[] weights = new double[columns.length * nz];
        double constant = 0;
        for (int c = 0; c < columns.length; c++) {
            final VerticalWeights column = observed.weights(levels, air, columns[c]);
            constant += shares[c] * column.constantPpm();
            for (int k = 0; k < nz; k++) weights[c * nz + k] = shares[c] * column.weights()[k];
        }
        return new StateWeights(constant, columns, nz, weights);
    }
}
