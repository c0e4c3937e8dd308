package org.fluxwatch.assimilate.inversion.particles;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Winds that no air leaves or enters by: a gyre, and an overturning that goes one way below and the other above, whose
/// fluxes cancel in each column. The boundary layer grows by day.
record ClosedBox(Grid grid, SigmaLevels levels, double speed) implements Meteorology {
    @Override
    public Fields at(Instant time) {
        final double hour = Duration.between(Air.START, time).toMinutes() / 60.0;
        final int nx = grid.nx();
        final int ny = grid.ny();
        final int nz = levels.nz();
        final float[] x = new float[(nx + 1) * ny * nz];
        final float[] y = new float[nx * (ny + 1) * nz];
        for (int j = 0; j < ny; j++)
            for (int i = 0; i <= nx; i++)
                for (int k = 0; k < nz; k++)
                    x[(j * (nx + 1) + i) * nz + k] =
                            (float) ((psi(i, j + 1, hour) - psi(i, j, hour)) * length() / grid.faceXM(i, j)
                                    + overturning(k) * wave(2, i, nx) * Math.cos(0.05 * hour));
        for (int j = 0; j <= ny; j++)
            for (int i = 0; i < nx; i++)
                for (int k = 0; k < nz; k++)
                    y[(j * nx + i) * nz + k] = grid.faceYM(i, j) == 0
                            ? 0
                            : (float) ((psi(i, j, hour) - psi(i + 1, j, hour)) * length() / grid.faceYM(i, j)
                                    + overturning(k) * wave(1, j, ny) * Math.sin(0.07 * hour));
        final double day = Math.max(0, Math.sin(Math.PI * (hour % 24) / 12));
        return new Fields(
                time,
                Air.filled(grid.cells(), 100_000),
                new Winds.OnFaces(x, y),
                Air.filled(grid.cells() * nz, 280),
                Air.filled(grid.cells() * nz, 0.005),
                Air.filled(grid.cells(), 200 + 1800 * day),
                Air.filled(grid.cells(), 0.2 + 0.3 * day),
                Air.filled(grid.cells(), 200 * day));
    }

    private double length() {
        return grid.faceXM(0, 0);
    }

    /// Stream function at a corner, m s-1; zero at the rim.
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

    /// m s-1, its mean over the mass zero.
    private double overturning(int k) {
        final double upper = levels.edges().get(k);
        final double lower = levels.edges().get(k + 1);
        return speed / 3 * (1 - (upper + lower)); // mean of 1 - 2 σ over the layer
    }

    @Override
    public String description(LocalDate day) {
        return "closed box";
    }
}
