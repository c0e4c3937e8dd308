package org.fluxwatch.assimilate.inputs.meteorology;

import org.fluxwatch.assimilate.inputs.MeteorologyProduct.Profiles;
import org.fluxwatch.assimilate.regrid.CellMeans;
import org.fluxwatch.assimilate.regrid.LayerRemap;
import org.fluxwatch.assimilate.regrid.SourceGrid;
import org.fluxwatch.assimilate.regrid.WindTurn;
import org.fluxwatch.assimilate.regrid.Window;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// From the layers of a grid whose winds stand at other points than its masses to the cells and layers of the model.
/// Each quantity is taken from where the file has it, so that winds on faces are not first averaged to centres. Weights
/// are computed once.
final class StaggeredRegrid {
    private final Grid grid;
    private final SigmaLevels levels;
    private final CellMeans masses;
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
        this.masses = CellMeans.of(masses, grid);
        this.windsX = CellMeans.of(windsX, grid);
        this.windsY = CellMeans.of(windsY, grid);
        turn = WindTurn.of(masses, grid);
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
        masses.apply(field, means, 0, 1);
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
        final float[] surface = means(surfacePa);
        final int edges = edgePa.length;
        final double[] edge = new double[grid.cells() * edges];
        for (int s = 0; s < edges; s++) masses.apply(edgePa[s], edge, s, edges);
        checkTop(surface, edge, edges);
        final float[] alongX = remapped(windsX, u, surface, edge);
        final float[] alongY = remapped(windsY, v, surface, edge);
        turn.turn(alongX, alongY, levels.nz());
        return new Profiles(
                surface,
                alongX,
                alongY,
                remapped(masses, temperatureK, surface, edge),
                remapped(masses, specificHumidity, surface, edge));
    }

    private void checkTop(float[] surface, double[] edge, int edges) {
        for (int cell = 0; cell < grid.cells(); cell++) {
            final double top = edge[(cell + 1) * edges - 1];
            final double middle = levels.middlePa(levels.nz() - 1, surface[cell]);
            if (!(top <= middle))
                throw new IllegalArgumentException("its layers end at " + top + " Pa, expected at " + middle
                        + " Pa or less, the middle of the model's uppermost layer");
        }
    }

    /// Value (cell, k) at `cell * nz + k`.
    private float[] remapped(CellMeans means, float[][] field, float[] surface, double[] edge) {
        final int layers = field.length;
        final int nz = levels.nz();
        final float[] columns = new float[grid.cells() * layers];
        for (int s = 0; s < layers; s++) means.apply(field[s], columns, s, layers);
        final double[] sourceEdge = new double[layers + 1];
        final double[] source = new double[layers];
        final double[] targetEdge = new double[nz + 1];
        final double[] work = new double[layers + 1];
        final double[] target = new double[nz];
        final float[] remapped = new float[grid.cells() * nz];
        for (int cell = 0; cell < grid.cells(); cell++) {
            System.arraycopy(edge, cell * (layers + 1), sourceEdge, 0, layers + 1);
            for (int s = 0; s < layers; s++) source[s] = columns[cell * layers + s];
            for (int k = 0; k <= nz; k++) targetEdge[k] = levels.edgePa(k, surface[cell]);
            LayerRemap.stretched(sourceEdge, source, targetEdge, work, target);
            for (int k = 0; k < nz; k++) remapped[cell * nz + k] = (float) target[k];
        }
        return remapped;
    }
}
