package org.fluxwatch.assimilate.inputs.meteorology;

import java.util.Arrays;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct.Profiles;
import org.fluxwatch.assimilate.model.Meteorology.Winds;
import org.fluxwatch.assimilate.model.regrid.CellMeans;
import org.fluxwatch.assimilate.model.regrid.LayerRemap;
import org.fluxwatch.assimilate.model.regrid.SourceGrid;
import org.fluxwatch.assimilate.model.regrid.WindTurn;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// From the layers of a grid whose winds stand at other points than its masses to the cells, faces and layers of the
/// model. Each quantity is taken from where the file has it, so that winds on faces are not first averaged to centres.
/// Weights are computed once.
final class StaggeredRegrid {
    private final Grid grid;
    private final SigmaLevels levels;
    private final CellMeans masses;
    private final CellMeans cells;
    private final CellMeans windsX;
    private final CellMeans windsY;
    private final WindTurn turn;

    /// @param masses where pressure, temperature and humidity stand
    /// @param windsX where the wind along x stands
    /// @param windsY where the wind along y stands
    /// @throws IllegalArgumentException when the source does not cover the model's domain
    StaggeredRegrid(Grid grid, SigmaLevels levels, SourceGrid masses, SourceGrid windsX, SourceGrid windsY) {
        this.grid = grid;
        this.levels = levels;
        this.masses = CellMeans.ofCellsAndFaces(masses, grid);
        this.cells = this.masses.part(0, grid.cells());
        this.windsX = faces(windsX);
        this.windsY = faces(windsY);
        turn = WindTurn.of(masses, grid);
    }

    private CellMeans faces(SourceGrid winds) {
        final CellMeans all = CellMeans.ofCellsAndFaces(winds, grid);
        return all.part(grid.cells(), all.targets());
    }

    Window masses() {
        return masses.window();
    }

    Window windsX() {
        return windsX.window();
    }

    Window windsY() {
        return windsY.window();
    }

    /// Means over the cells of what stands at the masses' points `[cells]`.
    ///
    /// @param field `[window]`
    float[] means(float[] field) {
        final float[] means = new float[grid.cells()];
        cells.apply(field, means, 0, 1);
        return means;
    }

    /// Layers are the source's, the lowest first; winds are along its axes.
    ///
    /// @param surfacePa `[window]`
    /// @param edgePa falling from the ground `[layers + 1][window]`
    /// @param temperatureK `[layers][window]`
    /// @param specificHumidity `[layers][window]`
    /// @param u m s-1 `[layers][window of windsX]`
    /// @param v m s-1 `[layers][window of windsY]`
    /// @throws IllegalArgumentException when the source ends below the middle of the model's uppermost layer
    Profiles profiles(
            float[] surfacePa,
            double[][] edgePa,
            float[][] temperatureK,
            float[][] specificHumidity,
            float[][] u,
            float[][] v) {
        final float[] surface = new float[masses.targets()];
        masses.apply(surfacePa, surface, 0, 1);
        final int edges = edgePa.length;
        final double[] edge = new double[masses.targets() * edges];
        for (int s = 0; s < edges; s++) masses.apply(edgePa[s], edge, s, edges);
        checkTop(surface, edge, edges);
        final float[] alongX = remapped(windsX, grid.cells(), u, surface, edge);
        final float[] alongY = remapped(windsY, grid.cells(), v, surface, edge);
        return new Profiles(
                Arrays.copyOf(surface, grid.cells()),
                new Winds.OnFaces(turn.alongX(alongX, alongY, levels.nz()), turn.alongY(alongX, alongY, levels.nz())),
                remapped(cells, 0, temperatureK, surface, edge),
                remapped(cells, 0, specificHumidity, surface, edge));
    }

    private void checkTop(float[] surface, double[] edge, int edges) {
        for (int target = 0; target < surface.length; target++) {
            final double top = edge[(target + 1) * edges - 1];
            final double middle = levels.middlePa(levels.nz() - 1, surface[target]);
            if (!(top <= middle))
                throw new IllegalArgumentException("its layers end at " + top + " Pa, expected at " + middle
                        + " Pa or less, the middle of the model's uppermost layer");
        }
    }

    /// Value (target, k) at `(target - first) * nz + k`.
    ///
    /// @param first cell or face of the means, cells before faces
    private float[] remapped(CellMeans means, int first, float[][] field, float[] surface, double[] edge) {
        final int layers = field.length;
        final int nz = levels.nz();
        final float[] columns = new float[means.targets() * layers];
        for (int s = 0; s < layers; s++) means.apply(field[s], columns, s, layers);
        final double[] sourceEdge = new double[layers + 1];
        final double[] source = new double[layers];
        final double[] targetEdge = new double[nz + 1];
        final double[] work = new double[layers + 1];
        final double[] target = new double[nz];
        final float[] remapped = new float[means.targets() * nz];
        for (int column = 0; column < means.targets(); column++) {
            System.arraycopy(edge, (first + column) * (layers + 1), sourceEdge, 0, layers + 1);
            for (int s = 0; s < layers; s++) source[s] = columns[column * layers + s];
            for (int k = 0; k <= nz; k++) targetEdge[k] = levels.edgePa(k, surface[first + column]);
            LayerRemap.stretched(sourceEdge, source, targetEdge, work, target);
            for (int k = 0; k < nz; k++) remapped[column * nz + k] = (float) target[k];
        }
        return remapped;
    }
}
