package org.fluxwatch.assimilate.inputs.meteorology;

import java.util.Arrays;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct.Profiles;
import org.fluxwatch.assimilate.model.Meteorology.Winds;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.regrid.LayerRemap;
import org.fluxwatch.assimilate.model.regrid.WindTurn;
import org.fluxwatch.contract.grid.SigmaLevels;

/// From a source's layers or levels, already over the model's cells and faces, to the model's layers. The source's
/// surface pressure is the model's, so nothing is stretched. Each column is computed by itself: threads do not change
/// bits.
///
/// A source's winds are to its east and north on the faces, temperature and humidity over the cells; all
/// `[layer][target]`, the ground first.
final class Columns {
    private static final int BLOCK = 256;

    private final SigmaLevels levels;
    private final int cells;
    private final float[] surfacePressurePa;
    private final WindTurn turn;
    private final NumericsPool pool;

    /// Edges of a source's layers in one column, the ground first.
    @FunctionalInterface
    interface Edges {
        /// @param target cell or face, cells first
        /// @param edgesPa receives `[layers + 1]`
        void of(int target, double[] edgesPa);
    }

    /// @param surfacePressurePa of the cells, then the faces
    Columns(SigmaLevels levels, int cells, float[] surfacePressurePa, WindTurn turn, NumericsPool pool) {
        this.levels = levels;
        this.cells = cells;
        this.surfacePressurePa = surfacePressurePa;
        this.turn = turn;
        this.pool = pool;
    }

    /// Pressure-weighted means, by [LayerRemap#means].
    Profiles ofLayers(Edges edges, float[][] u, float[][] v, float[][] temperatureK, float[][] specificHumidity) {
        return profiles(layers(edges, cells, u, v), layers(edges, 0, temperatureK, specificHumidity));
    }

    /// Means of what is linear in pressure between levels, by [LayerRemap#pointMeans]. Levels below the ground are left
    /// out; from the lowest above it down its value holds.
    ///
    /// @param levelsPa of the levels, the highest pressure first
    Profiles ofPoints(double[] levelsPa, float[][] u, float[][] v, float[][] temperatureK, float[][] specificHumidity) {
        return profiles(points(levelsPa, cells, u, v), points(levelsPa, 0, temperatureK, specificHumidity));
    }

    private Profiles profiles(float[][] winds, float[][] air) {
        final int nz = levels.nz();
        return new Profiles(
                Arrays.copyOf(surfacePressurePa, cells),
                new Winds.OnFaces(turn.alongX(winds[0], winds[1], nz), turn.alongY(winds[0], winds[1], nz)),
                air[0],
                air[1]);
    }

    /// @param first of the targets that the fields have
    /// @param fields `[field][layer][targets from the first]`
    /// @return `[field][(target - first) * nz + k]`
    private float[][] layers(Edges edges, int first, float[][]... fields) {
        final int layers = fields[0].length;
        return blocks(fields, (from, to, out) -> {
            final double[] source = new double[layers + 1];
            final double[] values = new double[layers];
            final double[] target = new double[levels.nz() + 1];
            final double[] means = new double[levels.nz()];
            for (int column = from; column < to; column++) {
                edges.of(first + column, source);
                targetEdges(first + column, target);
                for (int f = 0; f < fields.length; f++) {
                    for (int s = 0; s < layers; s++) values[s] = fields[f][s][column];
                    LayerRemap.means(source, values, target, means);
                    put(means, column, out[f]);
                }
            }
        });
    }

    private float[][] points(double[] levelsPa, int first, float[][]... fields) {
        return blocks(fields, (from, to, out) -> {
            final double[] target = new double[levels.nz() + 1];
            final double[] means = new double[levels.nz()];
            for (int column = from; column < to; column++) {
                targetEdges(first + column, target);
                int below = 0;
                while (below < levelsPa.length - 1 && levelsPa[below] > surfacePressurePa[first + column]) below++;
                final double[] source = Arrays.copyOfRange(levelsPa, below, levelsPa.length);
                final double[] values = new double[source.length];
                for (int f = 0; f < fields.length; f++) {
                    for (int s = 0; s < values.length; s++) values[s] = fields[f][below + s][column];
                    LayerRemap.pointMeans(source, values, target, means);
                    put(means, column, out[f]);
                }
            }
        });
    }

    private void targetEdges(int target, double[] edgesPa) {
        for (int k = 0; k < edgesPa.length; k++) edgesPa[k] = levels.edgePa(k, surfacePressurePa[target]);
    }

    private void put(double[] means, int column, float[] out) {
        for (int k = 0; k < means.length; k++) out[column * means.length + k] = (float) means[k];
    }

    /// Columns from one up to another.
    @FunctionalInterface
    private interface Block {
        void run(int from, int to, float[][] out);
    }

    private float[][] blocks(float[][][] fields, Block block) {
        final int columns = fields[0][0].length;
        final float[][] out = new float[fields.length][columns * levels.nz()];
        pool.forEach(
                (columns + BLOCK - 1) / BLOCK, (b, _) -> block.run(b * BLOCK, Math.min(columns, (b + 1) * BLOCK), out));
        return out;
    }
}
