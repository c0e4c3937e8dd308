package org.fluxwatch.assimilate.inversion.solve;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Products of square tiles of `SIZE` by `SIZE` doubles, row by row: what all else here is made of.
///
/// Every element is worked on alone and in the order of k, with fused multiply-adds, so neither the width of the
/// machine's vectors nor who computes which tile changes a bit. Callers check shapes.
final class Tiles {
    /// Rows and columns of a tile.
    static final int SIZE = 64;

    /// Doubles of a tile.
    static final int AREA = SIZE * SIZE;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ROWS = 4;

    private Tiles() {}

    /// Tiles that hold so many rows.
    static int count(int rows) {
        return (rows + SIZE - 1) / SIZE;
    }

    /// `C <- C + X'Y`, one k after the other, so that it does not matter how a long product is cut.
    ///
    /// @param x `[depth, SIZE]` from x0
    /// @param y `[depth, SIZE]` from y0
    /// @param depth number of k, any
    static void add(double[] c, int c0, double[] x, int x0, double[] y, int y0, int depth) {
        for (int i = 0; i < SIZE; i += ROWS)
            for (int j = 0; j < SIZE; j += 2 * LANES)
                add(c, c0 + i * SIZE + j, x, x0 + i, SIZE, 1, y, y0 + j, depth, false);
    }

    /// `C <- C - X'Y` of whole tiles.
    static void subtractTransposed(double[] c, int c0, double[] x, int x0, double[] y, int y0) {
        for (int i = 0; i < SIZE; i += ROWS)
            for (int j = 0; j < SIZE; j += 2 * LANES)
                add(c, c0 + i * SIZE + j, x, x0 + i, SIZE, 1, y, y0 + j, SIZE, true);
    }

    /// `C <- C - X Y` of whole tiles.
    static void subtract(double[] c, int c0, double[] x, int x0, double[] y, int y0) {
        for (int i = 0; i < SIZE; i += ROWS)
            for (int j = 0; j < SIZE; j += 2 * LANES)
                add(c, c0 + i * SIZE + j, x, x0 + i * SIZE, 1, SIZE, y, y0 + j, SIZE, true);
    }

    /// Four rows of two vectors of C, kept in registers over k.
    ///
    /// @param xk from one k of X to the next
    /// @param xi from one i of X to the next
    /// @param subtract whether the sum over k is taken off C at the end, instead of grown on C
    private static void add(
            double[] c, int at, double[] x, int x0, int xk, int xi, double[] y, int y0, int depth, boolean subtract) {
        DoubleVector c00 = start(c, at, subtract);
        DoubleVector c01 = start(c, at + LANES, subtract);
        DoubleVector c10 = start(c, at + SIZE, subtract);
        DoubleVector c11 = start(c, at + SIZE + LANES, subtract);
        DoubleVector c20 = start(c, at + 2 * SIZE, subtract);
        DoubleVector c21 = start(c, at + 2 * SIZE + LANES, subtract);
        DoubleVector c30 = start(c, at + 3 * SIZE, subtract);
        DoubleVector c31 = start(c, at + 3 * SIZE + LANES, subtract);
        int px = x0;
        int py = y0;
        for (int k = 0; k < depth; k++) {
            final DoubleVector left = DoubleVector.fromArray(SPECIES, y, py);
            final DoubleVector right = DoubleVector.fromArray(SPECIES, y, py + LANES);
            final DoubleVector x0k = DoubleVector.broadcast(SPECIES, x[px]);
            final DoubleVector x1k = DoubleVector.broadcast(SPECIES, x[px + xi]);
            final DoubleVector x2k = DoubleVector.broadcast(SPECIES, x[px + 2 * xi]);
            final DoubleVector x3k = DoubleVector.broadcast(SPECIES, x[px + 3 * xi]);
            c00 = x0k.fma(left, c00);
            c01 = x0k.fma(right, c01);
            c10 = x1k.fma(left, c10);
            c11 = x1k.fma(right, c11);
            c20 = x2k.fma(left, c20);
            c21 = x2k.fma(right, c21);
            c30 = x3k.fma(left, c30);
            c31 = x3k.fma(right, c31);
            px += xk;
            py += SIZE;
        }
        end(c00, c, at, subtract);
        end(c01, c, at + LANES, subtract);
        end(c10, c, at + SIZE, subtract);
        end(c11, c, at + SIZE + LANES, subtract);
        end(c20, c, at + 2 * SIZE, subtract);
        end(c21, c, at + 2 * SIZE + LANES, subtract);
        end(c30, c, at + 3 * SIZE, subtract);
        end(c31, c, at + 3 * SIZE + LANES, subtract);
    }

    private static DoubleVector start(double[] c, int at, boolean subtract) {
        return subtract ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, at);
    }

    private static void end(DoubleVector sum, double[] c, int at, boolean subtract) {
        if (subtract) DoubleVector.fromArray(SPECIES, c, at).sub(sum).intoArray(c, at);
        else sum.intoArray(c, at);
    }

    /// `A = U'U` of one tile: U takes the place of A, below the diagonal is left as it is.
    ///
    /// @return the first row whose pivot is not positive, or -1
    static int factor(double[] a, int a0) {
        for (int k = 0; k < SIZE; k++) {
            final int row = a0 + k * SIZE;
            final double pivot = a[row + k];
            if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) return k;
            final double root = Math.sqrt(pivot);
            a[row + k] = root;
            for (int j = k + 1; j < SIZE; j++) a[row + j] /= root;
            for (int i = k + 1; i < SIZE; i++) takeOff(a[row + i], a, row, a, a0 + i * SIZE, i);
        }
        return -1;
    }

    /// `B <- U^-T B`: forward substitution with the upper triangle of a tile.
    static void forward(double[] u, int u0, double[] b, int b0) {
        for (int k = 0; k < SIZE; k++) {
            divide(b, b0 + k * SIZE, u[u0 + k * SIZE + k]);
            for (int i = k + 1; i < SIZE; i++) takeOff(u[u0 + k * SIZE + i], b, b0 + k * SIZE, b, b0 + i * SIZE, 0);
        }
    }

    /// `B <- U^-1 B`: backward substitution with the upper triangle of a tile.
    static void backward(double[] u, int u0, double[] b, int b0) {
        for (int k = SIZE - 1; k >= 0; k--) {
            divide(b, b0 + k * SIZE, u[u0 + k * SIZE + k]);
            for (int i = 0; i < k; i++) takeOff(u[u0 + i * SIZE + k], b, b0 + k * SIZE, b, b0 + i * SIZE, 0);
        }
    }

    private static void divide(double[] b, int row, double by) {
        for (int j = 0; j < SIZE; j++) b[row + j] /= by;
    }

    private static void takeOff(double factor, double[] from, int row, double[] to, int target, int first) {
        if (factor == 0) return;
        for (int j = first; j < SIZE; j++) to[target + j] -= factor * from[row + j];
    }
}
