package org.fluxwatch.assimilate.inputs.co2;

/// Pressures of the edges of a product's layers, in the order of the layers.
sealed interface Edges {
    /// Of every column of a window.
    ///
    /// @param pa edge by edge: edge k of column c at `k * columns + c` `[(nz + 1) * columns]`
    record OfColumns(double[] pa) implements Edges {}

    /// Hybrid levels of a file that has no surface pressure; the model's takes its place: `p = a + b ps`.
    ///
    /// @param aPa `[nz + 1]`
    /// @param b `[nz + 1]`
    record OnModelSurface(double[] aPa, double[] b) implements Edges {}

    /// @param surfacePa `[columns]`
    static OfColumns hybrid(double[] aPa, double[] b, double[] surfacePa) {
        final double[] pa = new double[aPa.length * surfacePa.length];
        for (int k = 0; k < aPa.length; k++)
            for (int c = 0; c < surfacePa.length; c++) pa[k * surfacePa.length + c] = aPa[k] + b[k] * surfacePa[c];
        return new OfColumns(pa);
    }

    /// Of values at pressure levels: halfway between the levels, no lower than the ground; the layer of the lowest
    /// level begins at the ground, that of the highest ends as far above it as it begins below. Levels under the
    /// ground have layers of no thickness.
    ///
    /// @param levelPa in any one direction `[nz]`
    /// @param surfacePa `[columns]`
    static OfColumns aroundLevels(double[] levelPa, double[] surfacePa) {
        final int nz = levelPa.length;
        final boolean groundFirst = levelPa[0] > levelPa[nz - 1];
        final int columns = surfacePa.length;
        final double[] pa = new double[(nz + 1) * columns];
        for (int e = 0; e <= nz; e++) {
            final int up = groundFirst ? e : nz - e; // edges counted from the ground
            for (int c = 0; c < columns; c++)
                pa[e * columns + c] = Math.min(surfacePa[c], edge(levelPa, groundFirst, up));
        }
        return new OfColumns(pa);
    }

    private static double edge(double[] levelPa, boolean groundFirst, int up) {
        final int nz = levelPa.length;
        if (up == 0) return Double.MAX_VALUE;
        final double below = levelPa[groundFirst ? up - 1 : nz - up];
        if (up == nz) {
            final double next = levelPa[groundFirst ? nz - 2 : 1];
            return Math.max(0, below - 0.5 * (next - below));
        }
        return 0.5 * (below + levelPa[groundFirst ? up : nz - up - 1]);
    }
}
