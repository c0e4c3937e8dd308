package org.fluxwatch.assimilate.transport;

import static org.fluxwatch.assimilate.transport.AirConstants.GRAVITY;

import org.fluxwatch.assimilate.inputs.Meteorology;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Air masses and balanced air-mass fluxes of one hour.
/// ```
/// m_k   = Δσ_k M,  M = (ps - top) A / g                              cell and column mass, kg
/// F     = u L Δσ_k (ps - top) / g                                    through a face of length L, kg s-1
/// W_k+1 = W_k - (Σ F_k out of the cell) - Δσ_k dM/dt,  W_0 = 0       up through edge k, kg s-1
/// ```
/// Winds and pressures on a face are the mean of the cells beside it (at the outer boundary those of the inner cell),
/// and of the two times. [FluxBalance] corrects F, shared by Δσ among the levels, so that W is zero at the top, to the
/// rounding of its solution; that rounding goes into the mass of the top layer.
///
/// The mass is pressure mass, that is, of moist air; a tracer in dry-air mole fractions is carried as if air were dry.
/// The water left out (at most some 2 % of the lowest layer) neither makes nor moves tracer.
public final class MassFluxes {
    private final Grid grid;
    private final SigmaLevels levels;
    private final FluxBalance balance;
    private final double[] correctionX;
    private final double[] correctionY;

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

    public MassFluxes(Grid grid, SigmaLevels levels) {
        this.grid = grid;
        this.levels = levels;
        this.balance = new FluxBalance(grid);
        this.correctionX = new double[(grid.nx() + 1) * grid.ny()];
        this.correctionY = new double[grid.nx() * (grid.ny() + 1)];
    }

    /// Mass of a column, kg.
    public static double columnMass(Grid grid, SigmaLevels levels, int cell, double surfacePressurePa) {
        return (surfacePressurePa - levels.topPa()) * grid.areaM2(cell) / GRAVITY;
    }

    /// Balanced fluxes between two times.
    ///
    /// @param seconds from begin to end, s
    public Hour between(Meteorology.Fields begin, Meteorology.Fields end, double seconds) {
        final double[] columnBegin = new double[grid.cells()];
        final double[] columnEnd = new double[grid.cells()];
        for (int cell = 0; cell < grid.cells(); cell++) {
            columnBegin[cell] = positiveMass(cell, begin);
            columnEnd[cell] = positiveMass(cell, end);
        }
        final double[] x = faces(begin, end, true);
        final double[] y = faces(begin, end, false);
        balance.correct(residual(columnBegin, columnEnd, x, y, seconds), correctionX, correctionY);
        final double largest =
                Math.max(add(correctionX, x, true, columnBegin), add(correctionY, y, false, columnBegin));
        return new Hour(columnBegin, columnEnd, x, y, vertical(columnBegin, columnEnd, x, y, seconds), largest);
    }

    private double positiveMass(int cell, Meteorology.Fields fields) {
        final double mass = columnMass(grid, levels, cell, fields.surfacePressurePa()[cell]);
        if (!(mass > 0))
            throw new IllegalArgumentException("surface pressure of cell " + cell + " at " + fields.time() + " is "
                    + fields.surfacePressurePa()[cell] + " Pa, expected above the model top, " + levels.topPa()
                    + " Pa");
        return mass;
    }

    private double[] faces(Meteorology.Fields begin, Meteorology.Fields end, boolean alongX) {
        final int nx = grid.nx();
        final int ny = grid.ny();
        final int nz = levels.nz();
        final int columns = alongX ? nx + 1 : nx;
        final int rows = alongX ? ny : ny + 1;
        final double[] flux = new double[columns * rows * nz];
        for (int j = 0; j < rows; j++)
            for (int i = 0; i < columns; i++) {
                final int before = alongX ? grid.cell(Math.max(i - 1, 0), j) : grid.cell(i, Math.max(j - 1, 0));
                final int after = alongX ? grid.cell(Math.min(i, nx - 1), j) : grid.cell(i, Math.min(j, ny - 1));
                final double half =
                        0.5 * (alongX ? grid.faceXM(i, j) : grid.faceYM(i, j)) / GRAVITY; // mean of two times
                addFaces(begin, before, after, alongX, half, flux, (j * columns + i) * nz);
                addFaces(end, before, after, alongX, half, flux, (j * columns + i) * nz);
            }
        return flux;
    }

    private void addFaces(
            Meteorology.Fields fields, int before, int after, boolean alongX, double factor, double[] flux, int at) {
        final float[] wind = alongX ? fields.u() : fields.v();
        final double depthPa = 0.5 * ((double) fields.surfacePressurePa()[before] + fields.surfacePressurePa()[after])
                - levels.topPa();
        final int nz = levels.nz();
        for (int k = 0; k < nz; k++)
            flux[at + k] += factor
                    * depthPa
                    * levels.thickness(k)
                    * 0.5
                    * ((double) wind[before * nz + k] + wind[after * nz + k]);
    }

    private double[] residual(double[] columnBegin, double[] columnEnd, double[] x, double[] y, double seconds) {
        final double[] residual = new double[grid.cells()];
        for (int cell = 0; cell < grid.cells(); cell++) {
            residual[cell] = (columnEnd[cell] - columnBegin[cell]) / seconds;
            for (int k = 0; k < levels.nz(); k++) residual[cell] += outflow(x, y, cell, k);
        }
        return residual;
    }

    private double outflow(double[] x, double[] y, int cell, int k) {
        final int nx = grid.nx();
        final int nz = levels.nz();
        final int west = (cell + cell / nx) * nz + k; // j (nx + 1) + i
        final int south = cell * nz + k;
        return x[west + nz] - x[west] + y[south + nx * nz] - y[south];
    }

    /// Adds the corrections and returns the largest as a wind, m s-1.
    private double add(double[] correction, double[] flux, boolean alongX, double[] column) {
        final int nz = levels.nz();
        final int columns = alongX ? grid.nx() + 1 : grid.nx();
        double largest = 0;
        for (int face = 0; face < correction.length; face++) {
            final int i = face % columns;
            final int j = face / columns;
            final int cell = grid.cell(Math.min(i, grid.nx() - 1), Math.min(j, grid.ny() - 1));
            final double length = alongX ? grid.faceXM(i, j) : grid.faceYM(i, j);
            if (length > 0)
                largest = Math.max(largest, Math.abs(correction[face]) * grid.areaM2(cell) / (column[cell] * length));
            for (int k = 0; k < nz; k++) flux[face * nz + k] += levels.thickness(k) * correction[face];
        }
        return largest;
    }

    private double[] vertical(double[] columnBegin, double[] columnEnd, double[] x, double[] y, double seconds) {
        final int nz = levels.nz();
        final double[] z = new double[grid.cells() * (nz + 1)];
        for (int cell = 0; cell < grid.cells(); cell++) {
            final double tendency = (columnEnd[cell] - columnBegin[cell]) / seconds;
            for (int k = 0; k < nz - 1; k++)
                z[cell * (nz + 1) + k + 1] =
                        z[cell * (nz + 1) + k] - outflow(x, y, cell, k) - levels.thickness(k) * tendency;
        }
        return z;
    }
}
