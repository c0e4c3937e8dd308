package org.fluxwatch.assimilate.inputs.meteorology;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.regrid.LayerRemap;
import org.fluxwatch.contract.grid.SigmaLevels;

/// From a source's layers or levels, already over the model's cells, to the model's layers. The source's surface
/// pressure is the model's, so nothing is stretched. Each column is computed by itself: threads do not change bits.
final class Columns {
    private static final int BLOCK = 256;

    private final SigmaLevels levels;
    private final float[] surfacePressurePa;

    /// Edges of a source's layers in one column, the ground first.
    @FunctionalInterface
    interface Edges {
        /// @param edgesPa receives `[layers + 1]`
        void of(int cell, double[] edgesPa);
    }

    Columns(SigmaLevels levels, float[] surfacePressurePa) {
        this.levels = levels;
        this.surfacePressurePa = surfacePressurePa;
    }

    /// Pressure-weighted means, by [LayerRemap#means].
    ///
    /// @param fields `[field][layer][cell]`, the ground's layer first
    /// @return `[field][cell * nz + k]`
    float[][] ofLayers(Edges edges, float[][]... fields) {
        final int layers = fields[0].length;
        return blocks(fields.length, (from, to, out) -> {
            final double[] source = new double[layers + 1];
            final double[] values = new double[layers];
            final double[] target = new double[levels.nz() + 1];
            final double[] means = new double[levels.nz()];
            for (int cell = from; cell < to; cell++) {
                edges.of(cell, source);
                targetEdges(cell, target);
                for (int f = 0; f < fields.length; f++) {
                    for (int s = 0; s < layers; s++) values[s] = fields[f][s][cell];
                    LayerRemap.means(source, values, target, means);
                    put(means, cell, out[f]);
                }
            }
        });
    }

    /// Means of what is linear in pressure between levels, by [LayerRemap#pointMeans]. Levels below the ground are left
    /// out; from the lowest above it down its value holds.
    ///
    /// @param levelsPa of the levels, the highest pressure first
    /// @param fields `[field][level][cell]`
    /// @return `[field][cell * nz + k]`
    float[][] ofPoints(double[] levelsPa, float[][]... fields) {
        return blocks(fields.length, (from, to, out) -> {
            final double[] target = new double[levels.nz() + 1];
            final double[] means = new double[levels.nz()];
            for (int cell = from; cell < to; cell++) {
                targetEdges(cell, target);
                int below = 0;
                while (below < levelsPa.length - 1 && levelsPa[below] > surfacePressurePa[cell]) below++;
                final double[] source = Arrays.copyOfRange(levelsPa, below, levelsPa.length);
                final double[] values = new double[source.length];
                for (int f = 0; f < fields.length; f++) {
                    for (int s = 0; s < values.length; s++) values[s] = fields[f][below + s][cell];
                    LayerRemap.pointMeans(source, values, target, means);
                    put(means, cell, out[f]);
                }
            }
        });
    }

    private void targetEdges(int cell, double[] edgesPa) {
        for (int k = 0; k < edgesPa.length; k++) edgesPa[k] = levels.edgePa(k, surfacePressurePa[cell]);
    }

    private void put(double[] means, int cell, float[] out) {
        for (int k = 0; k < means.length; k++) out[cell * means.length + k] = (float) means[k];
    }

    /// Cells from one up to another.
    @FunctionalInterface
    private interface Block {
        void run(int from, int to, float[][] out);
    }

    private float[][] blocks(int fields, Block block) {
        final int cells = surfacePressurePa.length;
        final float[][] out = new float[fields][cells * levels.nz()];
        IntStream.range(0, (cells + BLOCK - 1) / BLOCK)
                .parallel()
                .forEach(b -> block.run(b * BLOCK, Math.min(cells, (b + 1) * BLOCK), out));
        return out;
    }
}
