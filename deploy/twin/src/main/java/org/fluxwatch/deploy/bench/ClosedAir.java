package org.fluxwatch.deploy.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Winds that no air leaves or enters by: a gyre with a wave in it, and an overturning whose fluxes cancel in each
/// column. The boundary layer grows by day.
///
/// @param begin when its clock starts
/// @param speed m s-1; 0: mixing alone
record ClosedAir(Grid grid, SigmaLevels levels, Instant begin, double speed) implements Meteorology {
    @Override
    public Fields at(Instant time) {
        final double hour = Duration.between(begin, time).toMinutes() / 60.0;
        final int nz = levels.nz();
        final double day = Math.max(0, Math.sin(Math.PI * (hour % 24) / 12));
        return new Fields(
                time,
                filled(grid.cells(), 100_000),
                new Winds.OnFaces(alongX(hour), alongY(hour)),
                filled(grid.cells() * nz, 280),
                filled(grid.cells() * nz, 0.005),
                filled(grid.cells(), 200 + 1800 * day),
                filled(grid.cells(), 0.2 + 0.3 * day),
                filled(grid.cells(), 200 * day));
    }

    private float[] alongX(double hour) {
        final int nx = grid.nx();
        final int nz = levels.nz();
        final float[] winds = new float[(nx + 1) * grid.ny() * nz];
        for (int face = 0; face < winds.length / nz; face++) {
            final int i = face % (nx + 1);
            final int j = face / (nx + 1);
            final double gyre = (psi(i, j + 1, hour) - psi(i, j, hour)) * grid.faceXM(0, 0) / grid.faceXM(i, j);
            final double over = wave(2, i, nx) * Math.cos(0.05 * hour);
            for (int k = 0; k < nz; k++) winds[face * nz + k] = (float) (gyre + overturning(k) * over);
        }
        return winds;
    }

    private float[] alongY(double hour) {
        final int nx = grid.nx();
        final int nz = levels.nz();
        final float[] winds = new float[nx * (grid.ny() + 1) * nz];
        for (int face = 0; face < winds.length / nz; face++) {
            final int i = face % nx;
            final int j = face / nx;
            final double gyre = (psi(i, j, hour) - psi(i + 1, j, hour)) * grid.faceXM(0, 0) / grid.faceYM(i, j);
            final double over = wave(1, j, grid.ny()) * Math.sin(0.07 * hour);
            for (int k = 0; k < nz; k++) winds[face * nz + k] = (float) (gyre + overturning(k) * over);
        }
        return winds;
    }

    /// Stream function at a corner, m s-1 times a cell; zero at the rim.
    private double psi(int i, int j, double hour) {
        return speed
                * 2
                * wave(1, i, grid.nx())
                * wave(1, j, grid.ny())
                * (1 + 0.5 * Math.sin(5.0 * i / grid.nx() + 0.1 * hour));
    }

    private static double wave(int halves, int at, int size) {
        return at == 0 || at == size ? 0 : Math.sin(halves * Math.PI * at / size);
    }

    /// m s-1, its mean over the mass zero: of 1 - 2 σ.
    private double overturning(int k) {
        return speed / 3 * (1 - (levels.edges().get(k) + levels.edges().get(k + 1)));
    }

    private static float[] filled(int size, double value) {
        final float[] array = new float[size];
        Arrays.fill(array, (float) value);
        return array;
    }

    @Override
    public String description(LocalDate day) {
        return "closed box";
    }
}
