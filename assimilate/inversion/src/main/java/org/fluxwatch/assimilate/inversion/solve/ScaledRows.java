package org.fluxwatch.assimilate.inversion.solve;

import java.util.Arrays;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// A few rows h / √r beside each other, so that their products are added to a matrix in one pass over it. Every
/// element grows by one row after the other, so that it makes no difference where a long series of rows is cut.
final class ScaledRows {
    /// Rows that one pass adds.
    static final int MOST = Tiles.SIZE;

    private final StateLayout layout;
    private final int tiles;
    private final double[] values;
    private final boolean[] touched;
    private int rows;

    ScaledRows(StateLayout layout) {
        this.layout = layout;
        this.tiles = 2 * layout.tiles();
        this.values = new double[tiles * MOST * Tiles.SIZE];
        this.touched = new boolean[tiles];
    }

    int rows() {
        return rows;
    }

    boolean full() {
        return rows == MOST;
    }

    /// @throws IllegalArgumentException when the row has columns that the state has not
    void add(MonthRow row) {
        layout.require(row);
        final int[] columns = row.columns();
        final double error = Math.sqrt(row.errorVariance());
        for (int e = 0; e < columns.length; e++) {
            final int column = layout.padded(columns[e]);
            final int tile = column / Tiles.SIZE;
            touched[tile] = true;
            values[(tile * MOST + rows) * Tiles.SIZE + column % Tiles.SIZE] = row.values()[e] / error;
        }
        rows++;
    }

    /// `G <- G + Σ h h' / r` over the rows held.
    void addTo(TiledTriangle matrix, NumericsPool pool) {
        final double[] to = matrix.values();
        matrix.forEachTile(pool, (i, j, offset) -> {
            if (touched[i] && touched[j]) Tiles.add(to, offset, values, start(i), values, start(j), rows);
        });
    }

    /// `B <- B + Σ h d' / r` over the rows held.
    ///
    /// @param innovations d / √r `[rows, SIZE]`, a row's for several right-hand sides
    void addTo(Panel panel, double[] innovations) {
        for (int i = 0; i < tiles; i++)
            if (touched[i]) Tiles.add(panel.values(), i * Tiles.AREA, values, start(i), innovations, 0, rows);
    }

    private static int start(int tile) {
        return tile * MOST * Tiles.SIZE;
    }

    void clear() {
        for (int i = 0; i < tiles; i++) if (touched[i]) Arrays.fill(values, start(i), start(i) + rows * Tiles.SIZE, 0);
        Arrays.fill(touched, false);
        rows = 0;
    }
}
