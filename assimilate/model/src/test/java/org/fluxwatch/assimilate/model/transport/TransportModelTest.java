package org.fluxwatch.assimilate.model.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportModelTest {
    private static final int STRIDE = 16;
    private static final SigmaLevels LEVELS = Winds.EIGHT;
    private static final Grid GRID = new StereographicGrid(35, 116, 128, 17, 13);
    private static final Grid LAT_LON = new LatLonGrid(90, 20, 1.25, 11, 14);

    @Law(tries = 10)
    void uniformTracerKeepsItsBitsInAnyWind(@Range(min = 0, max = 100_000) int seed) {
        try (NumericsPool pool = new NumericsPool(2)) {
            for (Grid grid : grids()) {
                final TransportModel model = new TransportModel(grid, LEVELS, STRIDE, pool);
                final float[] co2 = Winds.filled(grid.cells() * 8 * STRIDE, 403.21);
                final float[] inflow = Winds.filled(model.perimeter().size() * 8 * STRIDE, 403.21);
                final float[] flux = new float[grid.cells() * STRIDE];
                for (int hour = 0; hour < 6; hour++) advance(model, grid, hour, seed, co2, flux, inflow);
                assertThat(inRange(co2, 403.21f, 403.21f)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void hoursAgreeWithTheScalarModelInDoubles(Grid grid) {
        try (NumericsPool pool = new NumericsPool(2)) {
            final TransportModel model = new TransportModel(grid, LEVELS, STRIDE, pool);
            final float[] co2 = noise(grid.cells() * 8 * STRIDE, 400, 10, 1);
            final float[] inflow = noise(model.perimeter().size() * 8 * STRIDE, 400, 10, 2);
            final float[] flux = noise(grid.cells() * STRIDE, 0, 20, 3);
            final int[] lanes = {0, 7, STRIDE - 1};
            final double[][] expected = new double[STRIDE][];
            for (int n : lanes) expected[n] = lane(co2, n);
            final ScalarTransport scalar = new ScalarTransport(grid, LEVELS);
            for (int hour = 0; hour < 3; hour++) {
                final float speed = hour < 2 ? 1 : 6; // the last hour needs sub-steps, and lines in parts
                final Meteorology.Fields begin = faster(Winds.random(grid, LEVELS, hour, 5), speed);
                final Meteorology.Fields end = faster(Winds.random(grid, LEVELS, hour + 1, 5), speed);
                model.advanceHour(begin, end, co2, flux, inflow);
                for (int n : lanes)
                    scalar.advanceHour(begin, end, expected[n], lane(flux, n), lane(inflow, n), model.subSteps());
            }
            assertThat(model.subSteps()).isGreaterThan(1);
            double worst = 0;
            for (int n : lanes)
                for (int at = 0; at < expected[n].length; at++)
                    worst = Math.max(worst, Math.abs(co2[at * STRIDE + n] - expected[n][at]));
            assertThat(worst).isLessThan(5e-4);
        }
    }

    private static Meteorology.Fields faster(Meteorology.Fields fields, float factor) {
        final var winds = (Meteorology.Winds.AtCells) fields.winds();
        for (int at = 0; at < winds.u().length; at++) {
            winds.u()[at] *= factor;
            winds.v()[at] *= factor;
        }
        return fields;
    }

    private static double[] lane(float[] values, int lane) {
        final double[] only = new double[values.length / STRIDE];
        for (int at = 0; at < only.length; at++) only[at] = values[at * STRIDE + lane];
        return only;
    }

    static Grid[] grids() {
        return new Grid[] {GRID, LAT_LON};
    }

    @ParameterizedTest
    @MethodSource("grids")
    void tracerMassOfADayChangesOnlyByEmissionAndBoundaryFlux(Grid grid) {
        final MassBudget day = dayOfNoise(grid, 2, 3);
        assertThat(Math.abs(day.inflowMoles())).isGreaterThan(1e-3 * day.beginMoles());
        assertThat(day.emittedMoles()).isGreaterThan(1e-3 * day.beginMoles());
        assertThat(day.relativeResidual()).isLessThan(1e-7);
        assertThat(Math.abs(day.residualMoles())).isLessThan(1e-5 * (day.emittedMoles() + Math.abs(day.inflowMoles())));
    }

    /// Winds on faces that no cells' winds have for their mean.
    @ParameterizedTest
    @MethodSource("grids")
    void windsOnFacesKeepAUniformTracerUniform(Grid grid) {
        try (NumericsPool pool = new NumericsPool(2)) {
            final TransportModel model = new TransportModel(grid, LEVELS, STRIDE, pool);
            final float[] co2 = Winds.filled(grid.cells() * 8 * STRIDE, 403.21);
            final float[] inflow = Winds.filled(model.perimeter().size() * 8 * STRIDE, 403.21);
            final float[] flux = new float[grid.cells() * STRIDE];
            for (int hour = 0; hour < 3; hour++)
                model.advanceHour(noisyOnFaces(grid, hour), noisyOnFaces(grid, hour + 1), co2, flux, inflow);
            assertThat(inRange(co2, 403.21f, 403.21f)).isTrue();
        }
    }

    private static Meteorology.Fields noisyOnFaces(Grid grid, int hour) {
        final Meteorology.Fields fields = Winds.onFaces(grid, LEVELS, Winds.random(grid, LEVELS, hour, 9));
        final var winds = (Meteorology.Winds.OnFaces) fields.winds();
        final SplittableRandom random = new SplittableRandom(hour);
        for (int at = 0; at < winds.x().length; at++) winds.x()[at] += (float) random.nextGaussian();
        for (int at = 0; at < winds.y().length; at++) winds.y()[at] += (float) random.nextGaussian();
        return fields;
    }

    @Test
    void threadsChangeNoBitOfABudget() {
        final MassBudget one = dayOfNoise(GRID, 1, 3);
        assertThat(dayOfNoise(GRID, 2, 3)).isEqualTo(one);
        assertThat(dayOfNoise(GRID, 3, 3)).isEqualTo(one);
    }

    @Test
    void aBudgetIsOfItsLaneAlone() {
        assertThat(dayOfNoise(GRID, 2, 4)).isNotEqualTo(dayOfNoise(GRID, 2, 3));
    }

    private static MassBudget dayOfNoise(Grid grid, int threads, int lane) {
        try (NumericsPool pool = new NumericsPool(threads)) {
            final TransportModel model = new TransportModel(grid, LEVELS, STRIDE, pool);
            final float[] co2 = noise(grid.cells() * 8 * STRIDE, 400, 5, 1);
            final float[] inflow = noise(model.perimeter().size() * 8 * STRIDE, 400, 5, 2);
            final float[] flux = noise(grid.cells() * STRIDE, 5, 5, 3);
            Meteorology.Fields begin = Winds.random(grid, LEVELS, 0, 7);
            final MassLedger ledger = new MassLedger(model, lane, co2, begin.surfacePressurePa());
            for (int hour = 0; hour < 24; hour++) {
                final Meteorology.Fields end = Winds.random(grid, LEVELS, hour + 1, 7);
                model.advanceHour(begin, end, co2, flux, inflow);
                ledger.enterHour(flux);
                begin = end;
            }
            return ledger.budget(co2, begin.surfacePressurePa());
        }
    }

    @Test
    void aHandMadeBudgetHasItsResidual() {
        final MassBudget budget = new MassBudget(1000, 1030, 12, 20);
        assertThat(budget.residualMoles()).isEqualTo(-2);
        assertThat(budget.relativeResidual()).isEqualTo(0.002);
    }

    static boolean inRange(float[] values, float least, float most) {
        for (float value : values) if (!(value >= least && value <= most)) return false;
        return true;
    }

    static float[] noise(int size, double mean, double amplitude, long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final float[] array = new float[size];
        for (int i = 0; i < size; i++) array[i] = (float) (mean + amplitude * (2 * random.nextDouble() - 1));
        return array;
    }

    @Law(tries = 5)
    void makesNoNewExtremum(@Range(min = 0, max = 100_000) int seed) {
        try (NumericsPool pool = new NumericsPool(2)) {
            for (Grid grid : grids()) {
                final TransportModel model = new TransportModel(grid, LEVELS, STRIDE, pool);
                final float[] co2 = noise(grid.cells() * 8 * STRIDE, 400, 5, seed);
                final float[] inflow = noise(model.perimeter().size() * 8 * STRIDE, 400, 5, seed + 1);
                final float[] flux = new float[grid.cells() * STRIDE];
                for (int hour = 0; hour < 6; hour++) advance(model, grid, hour, seed, co2, flux, inflow);
                assertThat(inRange(co2, 394.999f, 405.001f)).isTrue();
            }
        }
    }

    @Test
    void threadsChangeNoBit() {
        final float[] one = afterThreeHours(1);
        assertThat(afterThreeHours(2)).isEqualTo(one);
        assertThat(afterThreeHours(3)).isEqualTo(one);
    }

    private static float[] afterThreeHours(int threads) {
        try (NumericsPool pool = new NumericsPool(threads)) {
            final TransportModel model = new TransportModel(GRID, LEVELS, STRIDE, pool);
            final float[] co2 = noise(GRID.cells() * 8 * STRIDE, 400, 5, 1);
            final float[] inflow = noise(model.perimeter().size() * 8 * STRIDE, 400, 5, 2);
            final float[] flux = noise(GRID.cells() * STRIDE, 0, 5, 3);
            for (int hour = 0; hour < 3; hour++) advance(model, GRID, hour, 11, co2, flux, inflow);
            return co2;
        }
    }

    private static void advance(
            TransportModel model, Grid grid, int hour, long seed, float[] co2, float[] flux, float[] inflow) {
        model.advanceHour(
                Winds.random(grid, LEVELS, hour, seed), Winds.random(grid, LEVELS, hour + 1, seed), co2, flux, inflow);
    }

    @Test
    void lanesDoNotSeeEachOther() {
        final float[] all = afterThreeHours(2);
        try (NumericsPool pool = new NumericsPool(2)) {
            final TransportModel model = new TransportModel(GRID, LEVELS, STRIDE, pool);
            final float[] co2 = onlyLane(noise(GRID.cells() * 8 * STRIDE, 400, 5, 1), 9);
            final float[] inflow = onlyLane(noise(model.perimeter().size() * 8 * STRIDE, 400, 5, 2), 9);
            final float[] flux = onlyLane(noise(GRID.cells() * STRIDE, 0, 5, 3), 9);
            for (int hour = 0; hour < 3; hour++) advance(model, GRID, hour, 11, co2, flux, inflow);
            assertThat(co2).isEqualTo(onlyLane(all, 9));
        }
    }

    private static float[] onlyLane(float[] values, int lane) {
        final float[] only = new float[values.length];
        for (int at = lane; at < values.length; at += STRIDE) only[at] = values[at];
        return only;
    }

    @Test
    void emissionAddsItsMolesToTheColumn() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final TransportModel model = new TransportModel(GRID, LEVELS, STRIDE, pool);
            final float[] co2 = new float[GRID.cells() * 8 * STRIDE];
            final float[] inflow = new float[model.perimeter().size() * 8 * STRIDE];
            final float[] flux = new float[GRID.cells() * STRIDE];
            final int cell = GRID.cell(8, 6);
            flux[cell * STRIDE + 4] = 2;
            model.advanceHour(Winds.calm(GRID, LEVELS, 0), Winds.calm(GRID, LEVELS, 1), co2, flux, inflow);
            double ppmOfColumn = 0;
            for (int k = 0; k < 8; k++) ppmOfColumn += LEVELS.thickness(k) * co2[(cell * 8 + k) * STRIDE + 4];
            final double airMoles = 95_000 / 9.80665 / 0.0289647; // m-2; 2 µmol m-2 s-1 make 7200 µmol m-2 in an hour
            assertThat(ppmOfColumn).isCloseTo(7200 / airMoles, Percentage.withPercentage(1e-4));
            assertThat(co2[cell * 8 * STRIDE + 4]).isGreaterThan(co2[(cell * 8 + 1) * STRIDE + 4]);
            assertThat(co2[(cell * 8 + 1) * STRIDE + 4]).isPositive();
            assertThat(model.totalMoles(co2, Winds.calm(GRID, LEVELS, 1).surfacePressurePa(), 4))
                    .isCloseTo(7200e-6 * GRID.areaM2(cell), Percentage.withPercentage(1e-4));
        }
    }

    @Test
    void airFromOutsideFillsTheDomain() {
        try (NumericsPool pool = new NumericsPool(2)) {
            final TransportModel model = new TransportModel(GRID, LEVELS, STRIDE, pool);
            final float[] co2 = Winds.filled(GRID.cells() * 8 * STRIDE, 400);
            final float[] inflow = Winds.filled(model.perimeter().size() * 8 * STRIDE, 410);
            for (int hour = 0; hour < 96; hour++)
                model.advanceHour(
                        Winds.of(GRID, LEVELS, hour, (i, j, k) -> 20, (i, j, k) -> -10),
                        Winds.of(GRID, LEVELS, hour + 1, (i, j, k) -> 20, (i, j, k) -> -10),
                        co2,
                        new float[GRID.cells() * STRIDE],
                        inflow);
            assertThat(inRange(co2, 409.95f, 410.001f)).isTrue();
        }
    }

    @Test
    void fieldsOfTheWrongSizeOrTimeAreErrors() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final TransportModel model = new TransportModel(GRID, LEVELS, STRIDE, pool);
            final var begin = Winds.calm(GRID, LEVELS, 0);
            assertThatThrownBy(() -> model.advanceHour(begin, begin, new float[0], new float[0], new float[0]))
                    .hasMessageContaining("expected an hour apart");
            assertThatThrownBy(() -> model.advanceHour(
                            begin, Winds.calm(GRID, LEVELS, 1), new float[3], new float[0], new float[0]))
                    .hasMessage("co2 has 3 values, expected 1768 elements of 16 lanes");
            assertThatThrownBy(() -> new TransportModel(GRID, LEVELS, 50, pool)).hasMessageContaining("multiple of 16");
        }
    }
}
