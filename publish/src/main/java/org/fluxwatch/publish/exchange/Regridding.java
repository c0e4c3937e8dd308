package org.fluxwatch.publish.exchange;

import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.region.BoxRegion;

/// Fields of any grid on cells of latitude and longitude, by the areas that cells have in common, so that mass is kept:
/// a cell has the mean of what of it lies in the grid. One of which less than half does has no value.
final class Regridding {
    private static final double LEAST_COVER = 0.5;

    private final LatLonGrid target;
    private final int[][] cells;
    private final double[][] weights;

    Regridding(Grid source, LatLonGrid target) {
        this.target = target;
        this.cells = new int[target.cells()][];
        this.weights = new double[target.cells()][];
        for (int j = 0; j < target.ny(); j++) for (int i = 0; i < target.nx(); i++) overlap(source, i, j);
    }

    private void overlap(Grid source, int i, int j) {
        final double size = target.cellDegrees();
        final double west = target.west() + i * size;
        final double south = target.south() + j * size;
        final double[] areas =
                RegionAreas.of(source, new BoxRegion("cell", south, Math.min(90, south + size), west, west + size));
        int count = 0;
        double covered = 0;
        for (double area : areas)
            if (area > 0) {
                count++;
                covered += area;
            }
        final int cell = target.cell(i, j);
        if (covered < LEAST_COVER * target.areaM2(cell)) count = 0;
        cells[cell] = new int[count];
        weights[cell] = new double[count];
        int n = 0;
        for (int c = 0; c < areas.length && n < count; c++)
            if (areas[c] > 0) {
                cells[cell][n] = c;
                weights[cell][n++] = areas[c] / covered;
            }
    }

    /// @param values of the source's cells; NaN where there is none
    /// @return of the target's cells
    double[] apply(double[] values) {
        final double[] means = new double[cells.length];
        for (int cell = 0; cell < means.length; cell++) {
            double sum = cells[cell].length == 0 ? Double.NaN : 0;
            for (int n = 0; n < cells[cell].length; n++) sum += weights[cell][n] * values[cells[cell][n]];
            means[cell] = sum;
        }
        return means;
    }
}
