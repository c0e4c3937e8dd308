package org.fluxwatch.assimilate.filter.ensemble;

import java.time.LocalDate;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;

/// What wrong winds do to concentrations. All members share the winds, so none of their differences tells of errors of
/// transport; the filter would take these for errors of flux. Once a day every member gets what a smooth random
/// displacement δ of the air would have changed:
/// ```
/// C_n(x) <- C_n(x) + c(x - δ_n) - c(x)        less its mean over the members; c the control lane's concentrations
/// ```
/// c between cells is bilinear, so the noise is large in the plumes of sources and sinks, small in well mixed air, none
/// in uniform air, and never more than c varies nearby. It is taken from the control lane and not from the members:
/// gradients that the noise itself has made would feed it (tried: the filter diverged). The members' mean stays. In
/// kind it is the position error of Ravela et al. (2007), Physica D 230, 127, drawn and not estimated.
public final class TransportNoise {
    private static final long NOISE_KEY = 0x7472_616eL;

    private final Grid grid;
    private final int nz;
    private final MemberNoise noise;
    private final NumericsPool pool;
    private final double sdKm;
    private final long seed;

    /// @param nz layers
    /// @param noise horizontal fields of standard deviation 1
    /// @param sdKm standard deviation of the displacement along each axis of the grid, km a day; 0: none
    /// @param pool threads to run on
    public TransportNoise(
            Grid grid, int nz, int members, CorrelatedNoise noise, double sdKm, long seed, NumericsPool pool) {
        this.pool = pool;
        this.grid = grid;
        this.nz = nz;
        this.noise = new MemberNoise(noise, members, pool);
        this.sdKm = sdKm;
        this.seed = seed;
    }

    /// Displaces the members' concentrations of a day's first midnight; the same day gives the same.
    public void displace(EnsembleState state, LocalDate day) {
        if (sdKm == 0) return;
        final Lanes lanes = state.lanes();
        final float[][] alongX = noise.cells(seed, NOISE_KEY, day.toEpochDay(), 0);
        final float[][] alongY = noise.cells(seed, NOISE_KEY, day.toEpochDay(), 1);
        final double[] control = new double[grid.cells() * nz];
        for (int e = 0; e < control.length; e++) control[e] = state.co2()[e * lanes.stride() + lanes.control()];
        final double[][] changes = new double[pool.threads()][nz * lanes.members()];
        pool.forEach(grid.ny(), (j, worker) -> {
            final double[] change = changes[worker];
            for (int i = 0; i < grid.nx(); i++) {
                final int c = grid.cell(i, j);
                final double perX = 1e3 * sdKm * grid.faceXM(i, j) / grid.areaM2(c);
                final double perY = 1e3 * sdKm * faceYM(i, j) / grid.areaM2(c);
                for (int n = 0; n < lanes.members(); n++)
                    displaced(control, c, i - perX * alongX[n][c], j - perY * alongY[n][c], change, n);
                addCentred(change, state, c);
            }
        });
    }

    /// Length of a cell's southern face; beside a pole the mean of its two, of which one has none.
    private double faceYM(int i, int j) {
        final boolean besidePole = j == 0 && grid.endsAtSouthPole() || j == grid.ny() - 1 && grid.endsAtNorthPole();
        return besidePole ? 0.5 * (grid.faceYM(i, j) + grid.faceYM(i, j + 1)) : grid.faceYM(i, j);
    }

    /// c(x, y) - c(cell) of every layer into `change[k * members + n]`.
    ///
    /// @param x in cells; goes round on a grid that does, beyond the outermost cells' centres of
    ///     others the field goes on
    ///     as it is there
    private void displaced(double[] control, int cell, double x, double y, double[] change, int n) {
        final int nx = grid.nx();
        final double xIn = grid.isPeriodic() ? x - nx * Math.floor(x / nx) : Math.clamp(x, 0, nx - 1);
        final double yIn = Math.clamp(y, 0, grid.ny() - 1);
        final int i = Math.min((int) xIn, nx - (grid.isPeriodic() ? 1 : 2));
        final int j = Math.min((int) yIn, grid.ny() - 2);
        final double east = xIn - i;
        final double north = yIn - j;
        final int southWest = grid.cell(i, j) * nz;
        final int northWest = southWest + nx * nz;
        final int eastwards = i + 1 < nx ? nz : (1 - nx) * nz;
        final int members = change.length / nz;
        for (int k = 0; k < nz; k++)
            change[k * members + n] =
                    (1 - north) * ((1 - east) * control[southWest + k] + east * control[southWest + eastwards + k])
                            + north * ((1 - east) * control[northWest + k] + east * control[northWest + eastwards + k])
                            - control[cell * nz + k];
    }

    private void addCentred(double[] change, EnsembleState state, int cell) {
        final Lanes lanes = state.lanes();
        for (int k = 0; k < nz; k++) {
            final double mean = lanes.mean(change, k * lanes.members());
            final int element = (cell * nz + k) * lanes.stride();
            for (int n = 0; n < lanes.members(); n++)
                state.co2()[element + n] += (float) (change[k * lanes.members() + n] - mean);
        }
    }
}
