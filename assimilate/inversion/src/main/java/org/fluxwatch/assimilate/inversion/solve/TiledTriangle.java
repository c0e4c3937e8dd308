package org.fluxwatch.assimilate.inversion.solve;

import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// The upper triangle of a symmetric or triangular matrix, packed in tiles: tile column by tile column, in each
/// from the top to the diagonal. Tiles on the diagonal are whole; of a symmetric matrix both their halves are
/// filled.
final class TiledTriangle {
    /// Largest number of tiles a side whose doubles one array can hold.
    private static final int MOST = 1023;

    private final int tiles;
    private final double[] values;

    /// All zero.
    ///
    /// @param tiles a side, >= 1
    TiledTriangle(int tiles) {
        if (tiles < 1 || tiles > MOST)
            throw new IllegalArgumentException("matrix of " + tiles + " tiles a side, expected 1 to " + MOST + ": "
                    + (long) tiles * Tiles.SIZE + " state variables are too many");
        this.tiles = tiles;
        this.values = new double[tiles * (tiles + 1) / 2 * Tiles.AREA];
    }

    /// Tiles a side.
    int tiles() {
        return tiles;
    }

    /// Rows and columns.
    int size() {
        return tiles * Tiles.SIZE;
    }

    double[] values() {
        return values;
    }

    /// Where the tile of tile row i and tile column j >= i begins.
    int offset(int i, int j) {
        return (j * (j + 1) / 2 + i) * Tiles.AREA;
    }

    /// The element of any row and column of a symmetric matrix.
    double get(int row, int column) {
        final int r = Math.min(row, column);
        final int c = Math.max(row, column);
        return values[offset(r / Tiles.SIZE, c / Tiles.SIZE) + r % Tiles.SIZE * Tiles.SIZE + c % Tiles.SIZE];
    }

    /// Sets an element of a symmetric matrix, and its mirror image.
    void set(int row, int column, double value) {
        final int r = Math.min(row, column);
        final int c = Math.max(row, column);
        final int tile = offset(r / Tiles.SIZE, c / Tiles.SIZE);
        values[tile + r % Tiles.SIZE * Tiles.SIZE + c % Tiles.SIZE] = value;
        if (r / Tiles.SIZE == c / Tiles.SIZE) values[tile + c % Tiles.SIZE * Tiles.SIZE + r % Tiles.SIZE] = value;
    }

    /// What is done to a tile.
    @FunctionalInterface
    interface TileTask {
        /// @param i tile row, @param j tile column >= i, @param offset of its doubles
        void run(int i, int j, int offset);
    }

    /// Runs a task for each tile; each must write its own tile only.
    void forEachTile(NumericsPool pool, TileTask task) {
        pool.forEach(tiles, (index, _) -> {
            final int j = tiles - 1 - index; // the longest columns first
            for (int i = 0; i <= j; i++) task.run(i, j, offset(i, j));
        });
    }

    /// The lower right part, from a tile row on.
    TiledTriangle from(int first) {
        final TiledTriangle part = new TiledTriangle(tiles - first);
        for (int j = first; j < tiles; j++)
            System.arraycopy(
                    values, offset(first, j), part.values, part.offset(0, j - first), (j - first + 1) * Tiles.AREA);
        return part;
    }
}
