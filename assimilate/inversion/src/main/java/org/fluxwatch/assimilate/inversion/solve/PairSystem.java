package org.fluxwatch.assimilate.inversion.solve;

import java.util.Arrays;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// The joint information of two months, prior and observations, factored. In units of the prior's deviations:
/// ```
/// A = Π + σ G σ      A s = σ b + η
/// ```
/// Π holds C^-1 or what was carried in. Its eigenvalues are at least those of Π, so that neither a deviation of
/// zero nor a very large one is a special case. The earlier month comes first: what is left after its rows is
/// its closing.
final class PairSystem {
    private final StateLayout layout;
    private final PairPrior prior;
    private final Cholesky cholesky;
    private final TiledTriangle closed;

    /// @param information G, up to date
    PairSystem(TiledTriangle information, PairPrior prior, NumericsPool pool) {
        this.layout = prior.layout();
        this.prior = prior;
        final TiledTriangle matrix = new TiledTriangle(information.tiles());
        final double[] deviations = prior.deviations();
        matrix.forEachTile(pool, (i, j, offset) -> {
            for (int r = 0; r < Tiles.SIZE; r++) {
                final double row = deviations[i * Tiles.SIZE + r];
                final int at = offset + r * Tiles.SIZE;
                for (int c = 0; c < Tiles.SIZE; c++)
                    matrix.values()[at + c] =
                            row * deviations[j * Tiles.SIZE + c] * information.values()[at + c];
            }
            prior.addTo(i, j, matrix.values(), offset);
        });
        this.cholesky = new Cholesky(matrix, pool);
        cholesky.advance(layout.tiles());
        this.closed = matrix.from(layout.tiles());
        cholesky.advance(matrix.tiles());
    }

    StateLayout layout() {
        return layout;
    }

    PairPrior prior() {
        return prior;
    }

    Cholesky cholesky() {
        return cholesky;
    }

    /// What became of right-hand sides.
    ///
    /// @param mean s, in units of the prior's deviations
    /// @param carries out of the pair, one a right-hand side
    record Solution(Panel mean, Carry[] carries) {}

    /// Solves for some right-hand sides beside each other.
    ///
    /// @param vectors b, in the panel's first columns; overwritten
    /// @param squares d'R⁻¹d, one a right-hand side
    /// @param carried in, one a right-hand side; empty when none is: only their vectors and constants may differ
    Solution solve(Panel vectors, double[] squares, Carry[] carried) {
        final int half = layout.tiles() * Tiles.SIZE;
        final int tiles = 2 * layout.tiles();
        for (int row = 0; row < 2 * half; row++)
            for (int c = 0; c < squares.length; c++) {
                final double before =
                        row < half && carried.length > 0 ? carried[c].vector()[row] : 0;
                vectors.set(row, c, Math.fma(prior.deviations()[row], vectors.get(row, c), before));
            }
        cholesky.forward(vectors, 0, layout.tiles());
        cholesky.reduce(vectors, layout.tiles());
        final Carry[] carries = new Carry[squares.length];
        final double[] constants = new double[squares.length];
        final double[][] left = new double[squares.length][half];
        for (int c = 0; c < squares.length; c++) {
            constants[c] = (carried.length > 0 ? carried[c].constant() : 0) + squares[c] - vectors.squares(c, 0, half);
            for (int row = 0; row < half; row++) left[c][row] = vectors.get(half + row, c);
        }
        cholesky.forward(vectors, layout.tiles(), tiles);
        for (int c = 0; c < squares.length; c++)
            carries[c] = new Carry(
                    deviations(Month.LATER),
                    closed,
                    left[c],
                    constants[c],
                    constants[c] - vectors.squares(c, half, 2 * half));
        cholesky.backward(vectors, 0);
        return new Solution(vectors, carries);
    }

    /// A month's mean increment in its own units `[columns]`.
    double[] mean(Panel solution, int column, Month month) {
        final int first = month.firstTile(layout) * Tiles.SIZE;
        final double[] mean = new double[layout.columns()];
        Arrays.setAll(mean, c -> prior.deviations()[first + c] * solution.get(first + c, column));
        return mean;
    }

    /// Prior standard deviations of a month `[columns]`.
    double[] deviations(Month month) {
        final int first = month.firstTile(layout) * Tiles.SIZE;
        return Arrays.copyOfRange(prior.deviations(), first, first + layout.columns());
    }
}
