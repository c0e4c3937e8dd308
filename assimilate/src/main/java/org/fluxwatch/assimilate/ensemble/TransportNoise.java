package org.fluxwatch.assimilate.ensemble;

import java.time.LocalDate;
import org.fluxwatch.contract.grid.Grid;

/// What wrong winds do to concentrations. All members share the winds, so none of their differences tells of errors of
/// transport; the filter would take these for errors of flux. Once a day every member's concentrations are displaced
/// by a smooth random vector field, as winds that were off by so much would have done:
/// ```
/// C_n <- C_n - (δx_n dC/dx + δy_n dC/dy)        C the members' mean, δ normal with the given standard deviation
/// ```
/// The members' mean stays, and so does a uniform field. The noise is large where gradients are, in the plumes of
// sources
/// and sinks, and small in the well mixed air aloft. To first order it is the random displacement of Kalman filters
// with
/// image warping (Ravela et al. 2007, Physica D 230, 127), drawn and not estimated.
public final class TransportNoise {
    private static final long NOISE_KEY = 0x7472_616eL;

    private final Grid grid;
    private final int nz;
    private final MemberNoise noise;
    private final double sdKm;
    private final long seed;

    /// @param nz layers
    /// @param noise horizontal fields of standard deviation 1
    /// @param sdKm standard deviation of the displacement along each axis of the grid, km a day; 0: none
    public TransportNoise(Grid grid, int nz, int members, CorrelatedNoise noise, double sdKm, long seed) {
        this.grid = grid;
        this.nz = nz;
        this.noise = new MemberNoise(noise, members);
        this.sdKm = sdKm;
        this.seed = seed;
    }

    /// Displaces the members' concentrations of a day's first midnight; the same day gives the same.
    public void displace(EnsembleState state, LocalDate day) {
        if (sdKm == 0) return;
        final Lanes lanes = state.lanes();
        final float[][] alongX = noise.cells(seed, NOISE_KEY, day.toEpochDay(), 0);
        final float[][] alongY = noise.cells(seed, NOISE_KEY, day.toEpochDay(), 1);
        final double[] mean = new double[grid.cells() * nz];
        for (int e = 0; e < mean.length; e++) mean[e] = lanes.mean(state.co2(), e * lanes.stride());
        for (int c = 0; c < grid.cells(); c++)
            for (int k = 0; k < nz; k++) {
                final double perX = sdKm * slopeX(mean, c, k);
                final double perY = sdKm * slopeY(mean, c, k);
                final int element = (c * nz + k) * lanes.stride();
                for (int n = 0; n < lanes.members(); n++)
                    state.co2()[element + n] -= (float) (perX * alongX[n][c] + perY * alongY[n][c]);
            }
    }

    /// Central difference, one-sided in the outermost cells, ppm km-1.
    private double slopeX(double[] mean, int c, int k) {
        final int i = c % grid.nx();
        final int west = i > 0 ? c - 1 : c;
        final int east = i < grid.nx() - 1 ? c + 1 : c;
        final double km = 1e-3 * (east - west) * grid.areaM2(c) / grid.faceXM(i, c / grid.nx());
        return (mean[east * nz + k] - mean[west * nz + k]) / km;
    }

    private double slopeY(double[] mean, int c, int k) {
        final int nx = grid.nx();
        final int j = c / nx;
        final int south = j > 0 ? c - nx : c;
        final int north = j < grid.ny() - 1 ? c + nx : c;
        final double km = 1e-3 * ((north - south) / nx) * grid.areaM2(c) / grid.faceYM(c % nx, j);
        return (mean[north * nz + k] - mean[south * nz + k]) / km;
    }
}
