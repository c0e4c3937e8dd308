package org.fluxwatch.assimilate.inversion.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The factors in tiles against EJML.
class CholeskyTest {
    private static final int TILES = 4;
    private static final int N = TILES * Tiles.SIZE;

    private static DMatrixRMaj positive(long seed) {
        final DMatrixRMaj a = RandomMatrices_DDRM.symmetricPosDef(N, new Random(seed));
        for (int i = 0; i < N; i++) a.add(i, i, 1);
        return a;
    }

    private static TiledTriangle tiled(DMatrixRMaj a) {
        final TiledTriangle tiled = new TiledTriangle(TILES);
        for (int i = 0; i < N; i++) for (int j = i; j < N; j++) tiled.set(i, j, a.get(i, j));
        return tiled;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void solvesAsEjmlDoes(int threads) {
        final DMatrixRMaj a = positive(1);
        final DMatrixRMaj b = RandomMatrices_DDRM.rectangle(N, Tiles.SIZE, new Random(2));
        final DMatrixRMaj x = new DMatrixRMaj(N, Tiles.SIZE);
        CommonOps_DDRM.solve(a, b, x);
        try (NumericsPool pool = new NumericsPool(threads)) {
            final Cholesky cholesky = new Cholesky(tiled(a), pool);
            cholesky.advance(TILES);
            final Panel panel = new Panel(b.data.clone());
            cholesky.forward(panel, 0, TILES);
            cholesky.backward(panel, 0);
            assertThat(panel.values()).usingComparatorWithPrecision(1e-11).containsExactly(x.data);
        }
    }

    @Test
    void anyNumberOfThreadsAndAnyPauseGiveTheSameBits() {
        final double[][] factors = new double[3][];
        for (int run = 0; run < 3; run++)
            try (NumericsPool pool = new NumericsPool(run + 1)) {
                final Cholesky cholesky = new Cholesky(tiled(positive(3)), pool);
                if (run == 2) cholesky.advance(1);
                cholesky.advance(TILES);
                factors[run] = cholesky.matrix().values();
            }
        assertThat(factors[1]).containsExactly(factors[0]);
        assertThat(factors[2]).containsExactly(factors[0]);
    }

    @Test
    void stoppedHalfwayItLeavesTheSchurComplement() {
        final DMatrixRMaj a = positive(4);
        final DMatrixRMaj inverse = new DMatrixRMaj(N, N);
        CommonOps_DDRM.invert(a, inverse);
        final DMatrixRMaj corner = CommonOps_DDRM.extract(inverse, N / 2, N, N / 2, N);
        CommonOps_DDRM.invert(corner);
        try (NumericsPool pool = new NumericsPool(2)) {
            final Cholesky cholesky = new Cholesky(tiled(a), pool);
            cholesky.advance(TILES / 2);
            final TiledTriangle schur = cholesky.matrix().from(TILES / 2);
            for (int i = 0; i < N / 2; i++)
                for (int j = 0; j < N / 2; j++) assertThat(schur.get(i, j)).isCloseTo(corner.get(i, j), within(1e-10));
        }
    }

    @Test
    void columnsOfTheInversesFactorGiveItsDiagonal() {
        final DMatrixRMaj a = positive(5);
        final DMatrixRMaj inverse = new DMatrixRMaj(N, N);
        CommonOps_DDRM.invert(a, inverse);
        final double[] diagonal = new double[N];
        try (NumericsPool pool = new NumericsPool(2)) {
            final Cholesky cholesky = new Cholesky(tiled(a), pool);
            cholesky.advance(TILES);
            cholesky.inverseColumns(0, TILES, (tile, v) -> {
                for (int c = 0; c < Tiles.SIZE; c++) diagonal[tile * Tiles.SIZE + c] = v.squares(c, 0, N);
            });
        }
        for (int i = 0; i < N; i++) assertThat(diagonal[i]).isCloseTo(inverse.get(i, i), within(1e-12));
    }

    @Test
    void namesTheVariableWhoseMatrixIsNotPositiveDefinite() {
        final DMatrixRMaj a = positive(6);
        a.set(70, 70, Double.NaN);
        try (NumericsPool pool = new NumericsPool(1)) {
            final Cholesky cholesky = new Cholesky(tiled(a), pool);
            assertThatThrownBy(() -> cholesky.advance(TILES))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("variable 70");
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.data.Offset.offset(tolerance);
    }
}
