package org.fluxwatch.assimilate.model.transport;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Meteorology for tests.
final class Winds {
    static final Instant START = Instant.parse("2016-07-01T00:00:00Z");
    static final SigmaLevels EIGHT =
            new SigmaLevels(List.of(1.0, 0.98, 0.94, 0.88, 0.79, 0.65, 0.47, 0.25, 0.0), 5_000);

    private Winds() {}

    /// A wind in grid coordinates, m s-1.
    interface Wind {
        double at(int i, int j, int k);
    }

    static Meteorology.Fields calm(Grid grid, SigmaLevels levels, int hour) {
        return of(grid, levels, hour, (i, j, k) -> 0, (i, j, k) -> 0);
    }

    static Meteorology.Fields of(Grid grid, SigmaLevels levels, int hour, Wind u, Wind v) {
        final int nz = levels.nz();
        final float[] windU = new float[grid.cells() * nz];
        final float[] windV = new float[grid.cells() * nz];
        for (int c = 0; c < grid.cells(); c++)
            for (int k = 0; k < nz; k++) {
                windU[c * nz + k] = (float) u.at(c % grid.nx(), c / grid.nx(), k);
                windV[c * nz + k] = (float) v.at(c % grid.nx(), c / grid.nx(), k);
            }
        return new Meteorology.Fields(
                START.plusSeconds(3600L * hour),
                filled(grid.cells(), 100_000),
                new Meteorology.Winds.AtCells(windU, windV),
                filled(grid.cells() * nz, 280),
                filled(grid.cells() * nz, 0.005),
                filled(grid.cells(), 1_000),
                filled(grid.cells(), 0.3),
                new float[grid.cells()]);
    }

    /// The same with winds on faces: on each the mean of the cells beside it, on outer ones the inner cell's.
    static Meteorology.Fields onFaces(Grid grid, SigmaLevels levels, Meteorology.Fields fields) {
        final int nx = grid.nx();
        final int ny = grid.ny();
        final int nz = levels.nz();
        final Meteorology.Winds.AtCells at = (Meteorology.Winds.AtCells) fields.winds();
        final float[] x = new float[(nx + 1) * ny * nz];
        final float[] y = new float[nx * (ny + 1) * nz];
        for (int j = 0; j <= ny; j++)
            for (int i = 0; i <= nx; i++)
                for (int k = 0; k < nz; k++) {
                    final int here = grid.cell(Math.min(i, nx - 1), Math.min(j, ny - 1)) * nz + k;
                    if (j < ny)
                        x[(j * (nx + 1) + i) * nz + k] =
                                0.5f * (at.u()[grid.cell(Math.max(i - 1, 0), j) * nz + k] + at.u()[here]);
                    if (i < nx)
                        y[(j * nx + i) * nz + k] =
                                0.5f * (at.v()[grid.cell(i, Math.max(j - 1, 0)) * nz + k] + at.v()[here]);
                }
        return new Meteorology.Fields(
                fields.time(),
                fields.surfacePressurePa(),
                new Meteorology.Winds.OnFaces(x, y),
                fields.temperatureK(),
                fields.specificHumidity(),
                fields.boundaryLayerHeightM(),
                fields.frictionVelocity(),
                fields.sensibleHeatFlux());
    }

    /// Waves and noise in all fields, different at every hour.
    static Meteorology.Fields random(Grid grid, SigmaLevels levels, int hour, long seed) {
        final SplittableRandom random = new SplittableRandom(seed * 1_000_003 + hour);
        final Meteorology.Fields fields = of(
                grid,
                levels,
                hour,
                (i, j, k) -> (8 + 3 * k) * Math.sin(0.3 * j + 0.2 * k + 0.1 * hour) + random.nextGaussian(),
                (i, j, k) -> (4 + 2 * k) * Math.cos(0.25 * i - 0.1 * k + 0.07 * hour) + random.nextGaussian());
        for (int c = 0; c < grid.cells(); c++) {
            fields.surfacePressurePa()[c] = (float)
                    (90_000 + 8_000 * Math.sin(0.2 * (c % grid.nx()) + 0.02 * hour) + 300 * random.nextGaussian());
            fields.boundaryLayerHeightM()[c] = (float) (200 + 1_800 * random.nextDouble());
            fields.frictionVelocity()[c] = (float) (0.05 + 0.5 * random.nextDouble());
        }
        return fields;
    }

    static float[] filled(int size, double value) {
        final float[] array = new float[size];
        Arrays.fill(array, (float) value);
        return array;
    }
}
