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

    /// Sum of a column's squares over rows from..to - 1.
    double squares(int column, int from, int to) {
        double sum = 0;
        for (int row = from; row < to; row++) sum = Math.fma(get(row, column), get(row, column), sum);
        return sum;
    }

    /// V'W over all rows, `[SIZE, SIZE]`.
    double[] products(Panel other) {
        final double[] products = new double[Tiles.AREA];
        Tiles.add(products, 0, values, 0, other.values, 0, values.length / Tiles.SIZE);
        return products;
    }
}
