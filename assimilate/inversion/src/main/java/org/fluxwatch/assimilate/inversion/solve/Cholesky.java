package org.fluxwatch.assimilate.inversion.solve;

import java.util.Arrays;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// Cholesky factors of a positive definite matrix in tiles, and solves with them; in place, by tile rows.
/// ```
/// U_IJ = U_II^-T (A_IJ - Σ_{K<I} U_KI' U_KJ)      J > I;      U_II'U_II = A_II - Σ_{K<I} U_KI' U_KI
/// ```
/// The sums over K keep their order, whatever the threads. A factorisation may stop after some tile rows: what
/// is left is the Schur complement of the rows done, A22 - A21 A11^-1 A12. Golub and Van Loan (2013), Matrix
/// Computations, 4.2.
final class Cholesky {
    private final TiledTriangle matrix;
    private final NumericsPool pool;
    private int done;

    /// @param matrix taken over and overwritten
    Cholesky(TiledTriangle matrix, NumericsPool pool) {
        this.matrix = matrix;
        this.pool = pool;
    }

    TiledTriangle matrix() {
        return matrix;
    }

    /// Factorises further tile rows, up to `end`, and leaves the rest of the matrix reduced by them.
    ///
    /// @throws IllegalStateException when the matrix is not positive definite
    void advance(int end) {
        final int first = done;
        for (int i = first; i < end; i++) {
            final int row = i;
            pool.forEach(matrix.tiles() - i, (index, _) -> reduce(row, row + index, first, row));
            factorDiagonal(i);
            pool.forEach(
                    matrix.tiles() - i - 1,
                    (index, _) -> Tiles.forward(
                            matrix.values(),
                            matrix.offset(row, row),
                            matrix.values(),
                            matrix.offset(row, row + 1 + index)));
        }
        pool.forEach(matrix.tiles() - end, (index, _) -> {
            final int j = matrix.tiles() - 1 - index;
            for (int i = end; i <= j; i++) reduce(i, j, first, end);
        });
        done = end;
    }

    private void reduce(int i, int j, int from, int to) {
        final double[] a = matrix.values();
        for (int k = from; k < to; k++)
            Tiles.subtractTransposed(a, matrix.offset(i, j), a, matrix.offset(k, i), a, matrix.offset(k, j));
    }

    private void factorDiagonal(int i) {
        final int bad = Tiles.factor(matrix.values(), matrix.offset(i, i));
        if (bad >= 0)
            throw new IllegalStateException("matrix of " + matrix.size()
                    + " state variables is not positive definite: pivot "
                    + matrix.values()[matrix.offset(i, i) + bad * (Tiles.SIZE + 1)] + " of variable "
                    + (i * Tiles.SIZE + bad));
    }

    /// `V <- U^-T V` over tile rows from `from` to `to`, in place; rows of V before `from` are zero.
    void forward(Panel v, int from, int to) {
        final double[] u = matrix.values();
        for (int i = from; i < to; i++) {
            for (int k = from; k < i; k++)
                Tiles.subtractTransposed(
                        v.values(), i * Tiles.AREA, u, matrix.offset(k, i), v.values(), k * Tiles.AREA);
            Tiles.forward(u, matrix.offset(i, i), v.values(), i * Tiles.AREA);
        }
    }

    /// `V <- U^-1 V` from the last tile row up to `from`, in place; rows of V before `from` stay as they are.
    void backward(Panel v, int from) {
        final double[] u = matrix.values();
        for (int i = matrix.tiles() - 1; i >= from; i--) {
            for (int k = i + 1; k < matrix.tiles(); k++)
                Tiles.subtract(v.values(), i * Tiles.AREA, u, matrix.offset(i, k), v.values(), k * Tiles.AREA);
            Tiles.backward(u, matrix.offset(i, i), v.values(), i * Tiles.AREA);
        }
    }

    /// Takes off rows from `done` on what the rows before them, solved forward, account for.
    void reduce(Panel v, int done) {
        for (int i = done; i < matrix.tiles(); i++)
            for (int k = 0; k < done; k++)
                Tiles.subtractTransposed(
                        v.values(), i * Tiles.AREA, matrix.values(), matrix.offset(k, i), v.values(), k * Tiles.AREA);
    }

    /// Right-hand sides of a long series of solves, a panel's at a time.
    @FunctionalInterface
    interface Sides {
        /// Fills a panel, which is zero.
        ///
        /// @return the first tile row that is not zero
        int fill(int index, Panel v);
    }

    /// What is made of some solves.
    @FunctionalInterface
    interface Solved {
        /// @param v `U^-T` times the right-hand sides; may be overwritten
        void take(int index, Panel v);
    }

    /// Solves panels forward, each on its own.
    void forward(int count, Sides sides, Solved solved) {
        final Panel[] work = new Panel[pool.threads()];
        Arrays.setAll(work, _ -> Panel.ofTiles(matrix.tiles()));
        pool.forEach(count, (index, worker) -> {
            final Panel v = work[worker];
            Arrays.fill(v.values(), 0);
            forward(v, sides.fill(index, v), matrix.tiles());
            solved.take(index, v);
        });
    }

    /// Gives the columns of U^-T, a tile's at a time: (A^-1)_ij is the product of columns i and j, so the
    /// diagonal of the inverse needs no more than their squares: n³/6 multiply-adds for all, where solves with
    /// all columns cost n³.
    void inverseColumns(int from, int to, Solved solved) {
        forward(
                to - from,
                (index, v) -> {
                    for (int c = 0; c < Tiles.SIZE; c++) v.set((from + index) * Tiles.SIZE + c, c, 1);
                    return from + index;
                },
                (index, v) -> solved.take(from + index, v));
    }
}
