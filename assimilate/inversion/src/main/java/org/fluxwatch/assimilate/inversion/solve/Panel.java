package org.fluxwatch.assimilate.inversion.solve;

/// Up to `Tiles.SIZE` right-hand sides beside each other: element (row, column) at `row * SIZE + column`.
///
/// @param values `[rows * SIZE]`, rows a multiple of SIZE
record Panel(double[] values) {
    static Panel ofTiles(int tiles) {
        return new Panel(new double[tiles * Tiles.AREA]);
    }

    double get(int row, int column) {
        return values[row * Tiles.SIZE + column];
    }

    void set(int row, int column, double value) {
        values[row * Tiles.SIZE + column] = value;
    }

    Panel copy() {
        return new Panel(values.clone());
    }

    /// Products of all columns with each other over rows, `[SIZE, SIZE]`: V'V.
    double[] crossProducts() {
        final double[] products = new double[Tiles.AREA];
        Tiles.add(products, 0, values, 0, values, 0, values.length / Tiles.SIZE);
        return products;
    }
}
