package org.fluxwatch.deploy.twin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// A day of the truth: the concentrations at its 25 full hours, and its mean natural flux.
final class TruthDay {
    private final Grid grid;
    private final SigmaLevels levels;
    private final LocalDate day;
    private final float[][] co2 = new float[25][];
    private final float[][] surfacePressurePa = new float[25][];
    private final double[] naturalFlux;

    TruthDay(Grid grid, SigmaLevels levels, LocalDate day) {
        this.grid = grid;
        this.levels = levels;
        this.day = day;
        naturalFlux = new double[grid.cells()];
    }

    Grid grid() {
        return grid;
    }

    LocalDate day() {
        return day;
    }

    /// Natural flux, mean of the day, µmol m-2 s-1 `[cells]`.
    double[] naturalFlux() {
        return naturalFlux;
    }

    void keep(int hour, float[] ensemble, int stride, float[] pressurePa) {
        final int elements = grid.cells() * levels.nz();
        co2[hour] = new float[elements];
        for (int e = 0; e < elements; e++) co2[hour][e] = ensemble[e * stride];
        surfacePressurePa[hour] = pressurePa;
    }

    void addFlux(PriorFlux.Fields fields) {
        for (int c = 0; c < naturalFlux.length; c++) naturalFlux[c] += fields.natural(c) / 24.0;
    }

    /// A column of the truth, linear in time between the hours, bilinear between the cells; nothing outside the cells'
    /// centres. Where rows go round the earth, the first column follows the last.
    Optional<TrueColumn> column(Instant time, double latitude, double longitude) {
        final double[] xy = grid.locate(latitude, longitude);
        final int i = (int) Math.floor(xy[0]);
        final int j = (int) Math.floor(xy[1]);
        final boolean outside = !grid.isPeriodic() && (i < 0 || i + 1 >= grid.nx());
        if (outside || j < 0 || j + 1 >= grid.ny()) return Optional.empty();
        final double hours = (time.toEpochMilli()
                        - day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
                / 3_600_000.0;
        final int before = Math.clamp((int) Math.floor(hours), 0, 23);
        final double late = Math.clamp(hours - before, 0, 1);
        final int nz = levels.nz();
        final double[] ppm = new double[nz];
        double surfacePa = 0;
        for (int b = 0; b < 2; b++)
            for (int a = 0; a < 2; a++) {
                final int cell = grid.cell(Math.floorMod(i + a, grid.nx()), j + b);
                final double share = (a == 1 ? xy[0] - i : i + 1 - xy[0]) * (b == 1 ? xy[1] - j : j + 1 - xy[1]);
                for (int after = 0; after < 2; after++) {
                    final double weight = share * (after == 1 ? late : 1 - late);
                    surfacePa += weight * surfacePressurePa[before + after][cell];
                    for (int k = 0; k < nz; k++) ppm[k] += weight * co2[before + after][cell * nz + k];
                }
            }
        final double[] pressureHpa = new double[nz];
        for (int k = 0; k < nz; k++) pressureHpa[k] = levels.middlePa(k, surfacePa) / 100;
        return Optional.of(new TrueColumn(surfacePa / 100, pressureHpa, ppm));
    }
}
