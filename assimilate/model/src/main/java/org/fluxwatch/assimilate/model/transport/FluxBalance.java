package org.fluxwatch.assimilate.model.transport;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.interfaces.linsol.LinearSolverSparse;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.sparse.FillReducing;
import org.ejml.sparse.csc.factory.LinearSolverFactory_DSCC;
import org.fluxwatch.contract.grid.Grid;

/// Corrects column-integrated air-mass fluxes so that they fill and empty the columns as the surface pressure says.
/// ```
/// G_f = w_f (φ_before - φ_after)       correction through face f, kg s-1; w_f = (face length)² / cell area
/// Σ G out of a cell = -residual        residual = outflow + d(column mass)/dt
/// ```
/// φ = 0 outside, half a cell away (w doubled), so that there is always one solution: the least correction in the norm
/// Σ G²/w. The method is that of Heimann and Keeling (1989), Geophys. Monogr. 55, 237-275, with a potential.
///
/// Where the grid goes round the earth, its first and last column are neighbours; through a pole, a
/// face without length, nothing goes (w = 0). On a global grid nothing is outside: what all residuals
/// sum to cannot be corrected and is left in all columns alike, by area ([MassFluxes] sees to it that
/// this is but rounding), and φ, which is free up to a constant, is tied to zero at one cell.
///
/// The matrix is symmetric positive definite and factorised once. Cells are numbered along the shorter side of the
/// grid: the factor then fills only its narrow band (EJML has no better ordering to offer).
final class FluxBalance {
    private final Grid grid;
    private final double[] areaM2;
    private final double[] weightX;
    private final double[] weightY;
    private final LinearSolverSparse<DMatrixSparseCSC, DMatrixRMaj> solver;
    private final DMatrixRMaj right;
    private final DMatrixRMaj potential;

    /// @param areaM2 of the grid's cells `[cells]`
    FluxBalance(Grid grid, double[] areaM2) {
        this.grid = grid;
        this.areaM2 = areaM2;
        final int nx = grid.nx();
        final int ny = grid.ny();
        weightX = new double[(nx + 1) * ny];
        weightY = new double[nx * (ny + 1)];
        for (int j = 0; j < ny; j++)
            for (int i = 0; i <= nx; i++)
                weightX[j * (nx + 1) + i] = weight(
                        grid.faceXM(i, j),
                        isColumn(i - 1) ? areaM2[grid.cell(column(i - 1), j)] : Double.NaN,
                        isColumn(i) ? areaM2[grid.cell(column(i), j)] : Double.NaN);
        for (int j = 0; j <= ny; j++)
            for (int i = 0; i < nx; i++)
                weightY[j * nx + i] = weight(
                        grid.faceYM(i, j),
                        j > 0 ? areaM2[grid.cell(i, j - 1)] : Double.NaN,
                        j < ny ? areaM2[grid.cell(i, j)] : Double.NaN);
        right = new DMatrixRMaj(grid.cells(), 1);
        potential = new DMatrixRMaj(grid.cells(), 1);
        solver = LinearSolverFactory_DSCC.cholesky(FillReducing.NONE);
        if (!solver.setA(matrix()))
            throw new IllegalStateException("the flux balance of " + grid + " cannot be factorised");
    }

    private boolean isColumn(int i) {
        return grid.isPeriodic() || i >= 0 && i < grid.nx();
    }

    /// The column at i, which on a periodic grid may be one beyond the seam.
    private int column(int i) {
        return i < 0 ? i + grid.nx() : i < grid.nx() ? i : i - grid.nx();
    }

    private static double weight(double lengthM, double areaBefore, double areaAfter) {
        if (Double.isNaN(areaBefore)) return 2 * lengthM * lengthM / areaAfter;
        if (Double.isNaN(areaAfter)) return 2 * lengthM * lengthM / areaBefore;
        return lengthM * lengthM / (0.5 * (areaBefore + areaAfter));
    }

    private DMatrixSparseCSC matrix() {
        final int nx = grid.nx();
        final int ny = grid.ny();
        final DMatrixSparseTriplet triplet = new DMatrixSparseTriplet(nx * ny, nx * ny, 5 * nx * ny);
        for (int j = 0; j < ny; j++)
            for (int i = 0; i < nx; i++) {
                final double west = weightX[j * (nx + 1) + i];
                final double east = weightX[j * (nx + 1) + i + 1];
                final double south = weightY[j * nx + i];
                final double north = weightY[(j + 1) * nx + i];
                final double tied = grid.isGlobal() && i == 0 && j == 0 ? west : 0;
                triplet.addItem(row(i, j), row(i, j), west + east + south + north + tied);
                if (isColumn(i - 1)) triplet.addItem(row(i, j), row(column(i - 1), j), -west);
                if (isColumn(i + 1)) triplet.addItem(row(i, j), row(column(i + 1), j), -east);
                if (j > 0) triplet.addItem(row(i, j), row(i, j - 1), -south);
                if (j < ny - 1) triplet.addItem(row(i, j), row(i, j + 1), -north);
            }
        return DConvertMatrixStruct.convert(triplet, (DMatrixSparseCSC) null);
    }

    private int row(int i, int j) {
        return grid.nx() <= grid.ny() ? j * grid.nx() + i : i * grid.ny() + j;
    }

    /// Computes the corrections.
    ///
    /// @param residual of every column, kg s-1 `[cells]`
    /// @param correctionX receives the corrections through x-faces, kg s-1 `[(nx + 1) * ny]`
    /// @param correctionY receives the corrections through y-faces, kg s-1 `[nx * (ny + 1)]`
    void correct(double[] residual, double[] correctionX, double[] correctionY) {
        final int nx = grid.nx();
        final int ny = grid.ny();
        final double left = grid.isGlobal() ? sum(residual) / sum(areaM2) : 0; // kg m-2 s-1
        for (int j = 0; j < ny; j++)
            for (int i = 0; i < nx; i++)
                right.set(row(i, j), 0, left * areaM2[grid.cell(i, j)] - residual[grid.cell(i, j)]);
        solver.solve(right, potential);
        for (int j = 0; j < ny; j++)
            for (int i = 0; i <= nx; i++)
                correctionX[j * (nx + 1) + i] = weightX[j * (nx + 1) + i] * (phi(i - 1, j) - phi(i, j));
        for (int j = 0; j <= ny; j++)
            for (int i = 0; i < nx; i++) correctionY[j * nx + i] = weightY[j * nx + i] * (phi(i, j - 1) - phi(i, j));
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum;
    }

    private double phi(int i, int j) {
        final boolean outside = !isColumn(i) || j < 0 || j >= grid.ny();
        return outside ? 0 : potential.get(row(column(i), j), 0);
    }
}
