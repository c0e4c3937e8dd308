package org.fluxwatch.assimilate.model.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MassFluxesTest {

    static Grid[] grids() {
        return new Grid[] {
            new StereographicGrid(35, 116, 128, 9, 14),
            new StereographicGrid(35, 116, 64, 14, 9),
            new LatLonGrid(70, 10, 2, 12, 10),
            new LatLonGrid(0, 70, 2, 12, 10) // up to the pole
        };
    }

    @ParameterizedTest
    @MethodSource("grids")
    void everyLayerGainsWhatComesIn(Grid grid) {
        final int nz = 8;
        final int nx = grid.nx();
        final var hour = new MassFluxes(grid, Winds.EIGHT, NumericsPool.CALLER)
                .between(Winds.random(grid, Winds.EIGHT, 0, 3), Winds.random(grid, Winds.EIGHT, 1, 3), 3600);
        for (int c = 0; c < grid.cells(); c++) {
            final int i = c % nx;
            final int j = c / nx;
            final double tendency = (hour.columnEnd()[c] - hour.columnBegin()[c]) / 3600;
            assertThat(hour.z()[c * (nz + 1)]).isZero();
            assertThat(hour.z()[c * (nz + 1) + nz]).isZero();
            for (int k = 0; k < nz; k++) {
                final double in = hour.x()[(j * (nx + 1) + i) * nz + k]
                        - hour.x()[(j * (nx + 1) + i + 1) * nz + k]
                        + hour.y()[(j * nx + i) * nz + k]
                        - hour.y()[((j + 1) * nx + i) * nz + k]
                        + hour.z()[c * (nz + 1) + k]
                        - hour.z()[c * (nz + 1) + k + 1];
                assertThat(in)
                        .isCloseTo(
                                Winds.EIGHT.thickness(k) * tendency,
                                within(1e-12 * hour.columnBegin()[c])); // kg s-1: 1e-8 of the mass in a few hours
            }
        }
        assertThat(hour.largestCorrection()).isBetween(0.0, 100.0);
    }

    @Test
    void balancedWindsAreLeftAlone() {
        final Grid grid = new LatLonGrid(100, 0, 1, 10, 8);
        final var begin = Winds.of(grid, Winds.EIGHT, 0, (i, j, k) -> 10, (i, j, k) -> 0);
        final var end = Winds.of(grid, Winds.EIGHT, 1, (i, j, k) -> 10, (i, j, k) -> 0);
        final var hour = new MassFluxes(grid, Winds.EIGHT, NumericsPool.CALLER).between(begin, end, 3600);
        assertThat(hour.largestCorrection()).isLessThan(1e-12);
        assertThat(hour.x()[8 * 3 + 2])
                .isCloseTo(
                        10 * grid.faceXM(3, 0) * Winds.EIGHT.thickness(2) * 95_000 / 9.80665,
                        Percentage.withPercentage(1e-9));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void windsOnFacesThatAreTheMeanOfTwoCellsGiveTheSameFluxes(Grid grid) {
        final var begin = Winds.random(grid, Winds.EIGHT, 0, 3);
        final var end = Winds.random(grid, Winds.EIGHT, 1, 3);
        final var cells = new MassFluxes(grid, Winds.EIGHT, NumericsPool.CALLER).between(begin, end, 3600);
        final var faces = new MassFluxes(grid, Winds.EIGHT, NumericsPool.CALLER)
                .between(Winds.onFaces(grid, Winds.EIGHT, begin), Winds.onFaces(grid, Winds.EIGHT, end), 3600);
        double greatest = 0;
        for (double flux : cells.x()) greatest = Math.max(greatest, Math.abs(flux));
        assertThat(faces.x()).containsExactly(cells.x(), within(1e-6 * greatest));
        assertThat(faces.y()).containsExactly(cells.y(), within(1e-6 * greatest));
        assertThat(faces.z()).containsExactly(cells.z(), within(1e-6 * greatest));
    }

    /// Without divergence: along x the same in a row, along y as much through each parallel.
    @Test
    void eachFaceHasItsOwnWind() {
        final Grid grid = new LatLonGrid(100, 0, 1, 10, 8);
        final int nz = Winds.EIGHT.nz();
        final var calm = Winds.onFaces(grid, Winds.EIGHT, Winds.calm(grid, Winds.EIGHT, 0));
        final var winds = (Meteorology.Winds.OnFaces) calm.winds();
        for (int at = 0; at < winds.x().length; at++) winds.x()[at] = at / nz / 11 + at % nz;
        for (int at = 0; at < winds.y().length; at++) {
            final int i = at / nz % 10;
            winds.y()[at] = (float) ((i + at % nz) * grid.faceYM(i, 0) / grid.faceYM(i, at / nz / 10));
        }
        final var hour = new MassFluxes(grid, Winds.EIGHT, NumericsPool.CALLER).between(calm, calm, 3600);
        assertThat(hour.largestCorrection()).isLessThan(1e-5);
        for (int k = 0; k < nz; k++) {
            final double perMetre = Winds.EIGHT.thickness(k) * 95_000 / 9.80665;
            for (int j = 0; j < 8; j++)
                for (int i = 0; i <= 10; i++)
                    assertThat(hour.x()[(j * 11 + i) * nz + k])
                            .isCloseTo((j + k) * grid.faceXM(i, j) * perMetre, within(1e-5 * 1e5 * perMetre));
            for (int j = 0; j <= 8; j++)
                for (int i = 0; i < 10; i++)
                    assertThat(hour.y()[(j * 10 + i) * nz + k])
                            .isCloseTo((i + k) * grid.faceYM(i, 0) * perMetre, within(1e-5 * 1e5 * perMetre));
        }
    }

    @Test
    void aSurfacePressureAboveTheModelTopIsAnError() {
        final Grid grid = new LatLonGrid(100, 0, 1, 3, 3);
        final var fields = Winds.calm(grid, Winds.EIGHT, 0);
        fields.surfacePressurePa()[4] = 900; // hPa for Pa
        assertThatThrownBy(() -> new MassFluxes(grid, Winds.EIGHT, NumericsPool.CALLER).between(fields, fields, 3600))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surface pressure of cell 4")
                .hasMessageContaining("900.0 Pa");
    }
}
