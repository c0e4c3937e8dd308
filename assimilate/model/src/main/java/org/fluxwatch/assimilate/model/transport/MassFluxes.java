package org.fluxwatch.assimilate.model.transport;

import static org.fluxwatch.assimilate.model.Constants.GRAVITY;

import java.util.Arrays;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Air masses and balanced air-mass fluxes of one hour.
/// ```
/// m_k   = Δσ_k M,  M = (ps - top) A / g                              cell and column mass, kg
/// F     = u L Δσ_k (ps - top) / g                                    through a face of length L, kg s-1
/// W_k+1 = W_k - (Σ F_k out of the cell) - Δσ_k dM/dt,  W_0 = 0       up through edge k, kg s-1
/// ```
/// Pressures on a face, and winds that are known at cell centres, are the mean of the cells beside it (at the outer
/// boundary those of the inner cell); winds that are known on faces are taken as they are. All are means of the two
/// times. [FluxBalance] corrects F, shared by Δσ among the levels, so that W is zero at the top, to the
/// rounding of its solution; that rounding goes into the mass of the top layer.
///
/// A grid that goes round the earth has one flux through its seam, for its first face and its last.
/// Within the groups of [ReducedRows] the fluxes are drawn evenly from one end to the other before
/// they are balanced, so that no cell of a group fills or empties much faster than the group.
///
/// On a global grid air can neither come nor go, but the mean surface pressure of files does change, by water and by
/// rounding. There all columns are scaled by one factor, at every time, so that the earth's air always weighs as much:
/// 985.5 hPa on the mean (Trenberth and Smith 2005, J. Climate 18, 864-875). With it the tendencies of
/// all columns sum to zero.
///
/// The mass is pressure mass, that is, of moist air; a tracer in dry-air mole fractions is carried as if air were dry.
/// The water left out (at most some 2 % of the lowest layer) neither makes nor moves tracer.
public final class MassFluxes {
    /// Mean of the earth over the year.
    private static final double MEAN_SURFACE_PA = 98_550;

    private final Grid grid;
    private final SigmaLevels levels;
    private final NumericsPool pool;
    private final FluxBalance balance;
    private final ReducedRows reduced;
    private final double[] correctionX;
    private final double[] correctionY;
    private final double[] areaM2;
    private final double[] faceXM;
    private final double[] faceYM;
    private final double[] residual;
    private final double[] columnBegin;
    private final double[] columnEnd;
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] largest;

    /// Fluxes of one hour, columns first as in the meteorology.
    ///
    /// @param columnBegin column masses at the begin, kg `[cells]`
    /// @param columnEnd column masses at the end, kg `[cells]`
    /// @param x through x-faces, positive along x, kg s-1; of row j at `(j * (nx + 1) + i) * nz + k`
    /// @param y through y-faces, positive along y, kg s-1; of column i at `(j * nx + i) * nz + k`
    /// @param z through edges, positive up, kg s-1; edge k (0 to nz) of cell c is at `c * (nz + 1) + k`
    /// @param largestCorrection largest correction, as a wind on the column, m s-1
    public record Hour(
            double[] columnBegin, double[] columnEnd, double[] x, double[] y, double[] z, double largestCorrection) {}

    /// @param pool threads to run on; rows of cells are its tasks, so that their number changes no bit
    public MassFluxes(Grid grid, SigmaLevels levels, NumericsPool pool) {
        this.grid = grid;
        this.levels = levels;
        this.pool = pool;
        this.correctionX = new double[(grid.nx() + 1) * grid.ny()];
        this.correctionY = new double[grid.nx() * (grid.ny() + 1)];
        final int nx = grid.nx();
        final int nz = levels.nz();
        areaM2 = new double[grid.cells()];
        for (int cell = 0; cell < areaM2.length; cell++) areaM2[cell] = grid.areaM2(cell);
        balance = new FluxBalance(grid, areaM2);
        reduced = new ReducedRows(grid);
        faceXM = new double[correctionX.length];
        for (int face = 0; face < faceXM.length; face++) faceXM[face] = grid.faceXM(face % (nx + 1), face / (nx + 1));
        faceYM = new double[correctionY.length];
        for (int face = 0; face < faceYM.length; face++) faceYM[face] = grid.faceYM(face % nx, face / nx);
        residual = new double[grid.cells()];
        columnBegin = new double[grid.cells()];
        columnEnd = new double[grid.cells()];
        x = new double[faceXM.length * nz];
        y = new double[faceYM.length * nz];
        z = new double[grid.cells() * (nz + 1)];
        largest = new double[grid.ny() + 1];
    }

    /// Mass of a column, kg.
    public static double columnMass(Grid grid, SigmaLevels levels, int cell, double surfacePressurePa) {
        return columnMass(grid.areaM2(cell), levels, surfacePressurePa);
    }

    /// What all column masses are scaled by: 1 but on a global grid.
    ///
    /// @param surfacePressurePa `[cells]`
    static double scale(Grid grid, SigmaLevels levels, float[] surfacePressurePa) {
        if (!grid.isGlobal()) return 1;
        double force = 0;
        double area = 0;
        for (int cell = 0; cell < grid.cells(); cell++) {
            force += grid.areaM2(cell) * (surfacePressurePa[cell] - levels.topPa());
            area += grid.areaM2(cell);
        }
        return (MEAN_SURFACE_PA - levels.topPa()) * area / force;
    }

    private static double columnMass(double areaM2, SigmaLevels levels, double surfacePressurePa) {
        return (surfacePressurePa - levels.topPa()) * areaM2 / GRAVITY;
    }

    /// Balanced fluxes between two times. The arrays of the answer are this object's own; the next call fills them
    /// anew.
    ///
    /// @param seconds from begin to end, s
    public Hour between(Meteorology.Fields begin, Meteorology.Fields end, double seconds) {
        final int ny = grid.ny();
        final double scaleBegin = scale(grid, levels, begin.surfacePressurePa());
        final double scaleEnd = scale(grid, levels, end.surfacePressurePa());
        pool.forEach(ny, (j, worker) -> {
            for (int cell = grid.cell(0, j); cell < grid.cell(0, j) + grid.nx(); cell++) {
                columnBegin[cell] = scaleBegin * positiveMass(cell, begin);
                columnEnd[cell] = scaleEnd * positiveMass(cell, end);
            }
            faces(begin, end, scaleBegin, scaleEnd, true, x, j);
            faces(begin, end, scaleBegin, scaleEnd, false, y, j);
            if (grid.isPeriodic()) closeRound(j);
        });
        faces(begin, end, scaleBegin, scaleEnd, false, y, ny);
        pool.forEach(ny, (j, worker) -> residual(seconds, j));
        balance.correct(residual, correctionX, correctionY);
        final double largestX = add(correctionX, x, true, ny);
        final double largestY = add(correctionY, y, false, ny + 1);
        pool.forEach(ny, (j, worker) -> vertical(seconds, j));
        return new Hour(columnBegin, columnEnd, x, y, z, Math.max(largestX, largestY));
    }

    private double positiveMass(int cell, Meteorology.Fields fields) {
        final double mass = columnMass(areaM2[cell], levels, fields.surfacePressurePa()[cell]);
        if (!(mass > 0))
            throw new IllegalArgumentException("surface pressure of cell " + cell + " at " + fields.time() + " is "
                    + fields.surfacePressurePa()[cell] + " Pa, expected above the model top, " + levels.topPa()
                    + " Pa");
        return mass;
    }

    /// Of row j of the faces.
    private void faces(
            Meteorology.Fields begin,
            Meteorology.Fields end,
            double scaleBegin,
            double scaleEnd,
            boolean alongX,
            double[] flux,
            int j) {
        final int nx = grid.nx();
        final int ny = grid.ny();
        final int nz = levels.nz();
        final int columns = alongX ? nx + 1 : nx;
        Arrays.fill(flux, j * columns * nz, (j + 1) * columns * nz, 0);
        final double[] lengthM = alongX ? faceXM : faceYM;
        for (int i = 0; i < columns; i++) {
            if (lengthM[j * columns + i] == 0) continue; // a pole, where winds have no direction
            final int first = grid.isPeriodic() ? nx - 1 : 0;
            final int before = alongX ? grid.cell(i > 0 ? i - 1 : first, j) : grid.cell(i, Math.max(j - 1, 0));
            final int after = alongX ? grid.cell(Math.min(i, nx - 1), j) : grid.cell(i, Math.min(j, ny - 1));
            final double half = 0.5 * lengthM[j * columns + i] / GRAVITY; // mean of two times
            addFaces(begin, before, after, alongX, scaleBegin * half, flux, (j * columns + i) * nz);
            addFaces(end, before, after, alongX, scaleEnd * half, flux, (j * columns + i) * nz);
        }
    }

    /// Gives a row's last x-face the flux of the first, which it is, and the faces within a group even steps.
    private void closeRound(int j) {
        final int nx = grid.nx();
        final int nz = levels.nz();
        final int row = j * (nx + 1) * nz;
        System.arraycopy(x, row, x, row + nx * nz, nz);
        final int cells = reduced.cells(j);
        for (int i = 0; i < nx; i++) {
            final int within = i % cells;
            if (within == 0) continue;
            final int west = row + (i - within) * nz;
            final double share = (double) within / cells;
            for (int k = 0; k < nz; k++)
                x[row + i * nz + k] = (1 - share) * x[west + k] + share * x[west + cells * nz + k];
        }
    }

    private void addFaces(
            Meteorology.Fields fields, int before, int after, boolean alongX, double factor, double[] flux, int at) {
        final double depthPa = 0.5 * ((double) fields.surfacePressurePa()[before] + fields.surfacePressurePa()[after])
                - levels.topPa();
        final int nz = levels.nz();
        switch (fields.winds()) {
            case Meteorology.Winds.AtCells(float[] u, float[] v) -> {
                final float[] wind = alongX ? u : v;
                for (int k = 0; k < nz; k++)
                    flux[at + k] += factor
                            * depthPa
                            * levels.thickness(k)
                            * 0.5
                            * ((double) wind[before * nz + k] + wind[after * nz + k]);
            }
            case Meteorology.Winds.OnFaces(float[] throughX, float[] throughY) -> {
                final float[] wind = alongX ? throughX : throughY;
                for (int k = 0; k < nz; k++) flux[at + k] += factor * depthPa * levels.thickness(k) * wind[at + k];
            }
        }
    }

    private void residual(double seconds, int j) {
        for (int cell = grid.cell(0, j); cell < grid.cell(0, j) + grid.nx(); cell++) {
            residual[cell] = (columnEnd[cell] - columnBegin[cell]) / seconds;
            for (int k = 0; k < levels.nz(); k++) residual[cell] += outflow(cell, k);
        }
    }

    private double outflow(int cell, int k) {
        final int nx = grid.nx();
        final int nz = levels.nz();
        final int west = (cell + cell / nx) * nz + k; // j (nx + 1) + i
        final int south = cell * nz + k;
        return x[west + nz] - x[west] + y[south + nx * nz] - y[south];
    }

    /// Adds the corrections and returns the largest as a wind, m s-1.
    private double add(double[] correction, double[] flux, boolean alongX, int rows) {
        pool.forEach(rows, (j, worker) -> largest[j] = addRow(correction, flux, alongX, j));
        double most = 0;
        for (int j = 0; j < rows; j++) most = Math.max(most, largest[j]);
        return most;
    }

    private double addRow(double[] correction, double[] flux, boolean alongX, int j) {
        final int nz = levels.nz();
        final int columns = alongX ? grid.nx() + 1 : grid.nx();
        double most = 0;
        for (int i = 0; i < columns; i++) {
            final int face = j * columns + i;
            final int cell = grid.cell(Math.min(i, grid.nx() - 1), Math.min(j, grid.ny() - 1));
            final double length = alongX ? faceXM[face] : faceYM[face];
            if (length > 0)
                most = Math.max(most, Math.abs(correction[face]) * areaM2[cell] / (columnBegin[cell] * length));
            for (int k = 0; k < nz; k++) flux[face * nz + k] += levels.thickness(k) * correction[face];
        }
        return most;
    }

    private void vertical(double seconds, int j) {
        final int nz = levels.nz();
        for (int cell = grid.cell(0, j); cell < grid.cell(0, j) + grid.nx(); cell++) {
            final double tendency = (columnEnd[cell] - columnBegin[cell]) / seconds;
            for (int k = 0; k < nz - 1; k++)
                z[cell * (nz + 1) + k + 1] = z[cell * (nz + 1) + k] - outflow(cell, k) - levels.thickness(k) * tendency;
        }
    }
}
