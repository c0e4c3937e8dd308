package org.fluxwatch.assimilate.model.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Grids that go round the earth: the whole earth, a belt with open sides in the south and north, and a cap.
class GlobalTransportTest {
    private static final int STRIDE = 16;
    private static final SigmaLevels LEVELS = Winds.EIGHT;
    private static final Grid EARTH = new LatLonGrid(-180, -90, 6, 60, 30);
    private static final Grid BELT = new LatLonGrid(0, -30, 6, 60, 9);
    private static final Grid CAP = new LatLonGrid(-180, 54, 3, 120, 12);

    static Grid[] grids() {
        return new Grid[] {EARTH, BELT, CAP};
    }

    @Test
    void onlyRealEdgesHaveGhosts() {
        assertThat(new Perimeter(EARTH).size()).isZero();
        assertThat(new Perimeter(BELT).size()).isEqualTo(120);
        assertThat(new Perimeter(CAP).size()).isEqualTo(120);
        assertThat(new Perimeter(CAP).y(119)).isEqualTo(-1);
        assertThat(new Perimeter(CAP).north(3)).isEqualTo(-1);
    }

    @Test
    void cellsOfPolarRowsAreTakenInGroups() {
        final ReducedRows rows = new ReducedRows(new LatLonGrid(-180, -90, 2, 180, 90));
        assertThat(IntStream.range(82, 90).map(rows::cells)).containsExactly(1, 2, 2, 2, 3, 3, 5, 15);
        assertThat(rows.cells(0)).isEqualTo(15);
        assertThat(new ReducedRows(new LatLonGrid(0, 60, 2, 90, 15)).cells(14)).isEqualTo(1);
    }

    @Law(tries = 3)
    void uniformTracerKeepsItsBitsInAnyWind(@Range(min = 0, max = 100_000) int seed) {
        try (NumericsPool pool = new NumericsPool(2)) {
            for (Grid grid : grids()) {
                final TransportModel model = new TransportModel(grid, LEVELS, STRIDE, pool);
                final float[] co2 = Winds.filled(grid.cells() * 8 * STRIDE, 403.21);
                final float[] inflow = Winds.filled(model.perimeter().size() * 8 * STRIDE, 403.21);
                final float[] flux = new float[grid.cells() * STRIDE];
                for (int hour = 0; hour < 4; hour++)
                    model.advanceHour(
                            Winds.random(grid, LEVELS, hour, seed),
                            Winds.random(grid, LEVELS, hour + 1, seed),
                            co2,
                            flux,
                            inflow);
                assertThat(TransportModelTest.inRange(co2, 403.21f, 403.21f)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void fluxThroughTheSeamIsOneAndAirIsBalanced(Grid grid) {
        try (NumericsPool pool = new NumericsPool(2)) {
            final Meteorology.Fields begin = Winds.random(grid, LEVELS, 0, 5);
            final Meteorology.Fields end = Winds.random(grid, LEVELS, 1, 5);
            final MassFluxes.Hour air = new MassFluxes(grid, LEVELS, pool).between(begin, end, 3600);
            final int nx = grid.nx();
            for (int j = 0; j < grid.ny(); j++)
                for (int k = 0; k < 8; k++)
                    assertThat(air.x()[(j * (nx + 1) + nx) * 8 + k]).isEqualTo(air.x()[j * (nx + 1) * 8 + k]);
            for (int cell = 0; cell < grid.cells(); cell++) {
                final int west = (cell + cell / nx) * 8 + 7;
                final int south = cell * 8 + 7;
                final double out = air.x()[west + 8] - air.x()[west] + air.y()[south + nx * 8] - air.y()[south];
                final double tendency = LEVELS.thickness(7) * (air.columnEnd()[cell] - air.columnBegin()[cell]) / 3600;
                // what is left at the top, in an hour and as a share of the top layer's air
                final double left = 3600 * (air.z()[cell * 9 + 7] - out - tendency);
                assertThat(Math.abs(left)).isLessThan(1e-9 * LEVELS.thickness(7) * air.columnBegin()[cell]);
            }
            if (grid.endsAtNorthPole())
                for (int i = 0; i < nx * 8; i++)
                    assertThat(air.y()[grid.cells() * 8 + i]).isZero();
        }
    }

    @Test
    void theEarthsAirWeighsTheSameAtAllTimes() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final MassFluxes.Hour air = new MassFluxes(EARTH, LEVELS, pool)
                    .between(Winds.random(EARTH, LEVELS, 0, 5), Winds.random(EARTH, LEVELS, 1, 5), 3600);
            double begin = 0;
            double end = 0;
            for (int cell = 0; cell < EARTH.cells(); cell++) {
                begin += air.columnBegin()[cell];
                end += air.columnEnd()[cell];
            }
            assertThat(Math.abs(end / begin - 1)).isLessThan(1e-13);
            final double earthM2 = 4 * Math.PI * 6_371_000.0 * 6_371_000.0;
            assertThat(begin / ((98_550 - 5_000) * earthM2 / 9.80665)).isBetween(1 - 1e-12, 1 + 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void tracerMassOfADayChangesOnlyByEmissionAndBoundaryFlux(Grid grid) {
        final MassBudget day = dayOfNoise(grid, 2);
        assertThat(day.emittedMoles()).isGreaterThan(1e-3 * day.beginMoles());
        if (grid.isGlobal()) assertThat(day.inflowMoles()).isZero();
        else assertThat(Math.abs(day.inflowMoles())).isGreaterThan(1e-3 * day.beginMoles());
        assertThat(day.relativeResidual()).isLessThan(1e-7);
    }

    @Test
    void threadsChangeNoBit() {
        final MassBudget one = dayOfNoise(EARTH, 1);
        assertThat(dayOfNoise(EARTH, 2)).isEqualTo(one);
        assertThat(dayOfNoise(EARTH, 3)).isEqualTo(one);
    }

    private static MassBudget dayOfNoise(Grid grid, int threads) {
        try (NumericsPool pool = new NumericsPool(threads)) {
            final TransportModel model = new TransportModel(grid, LEVELS, STRIDE, pool);
            final float[] co2 = TransportModelTest.noise(grid.cells() * 8 * STRIDE, 400, 5, 1);
            final float[] inflow = TransportModelTest.noise(model.perimeter().size() * 8 * STRIDE, 400, 5, 2);
            final float[] flux = TransportModelTest.noise(grid.cells() * STRIDE, 5, 5, 3);
            Meteorology.Fields begin = Winds.random(grid, LEVELS, 0, 7);
            final MassLedger ledger = new MassLedger(model, 3, co2, begin.surfacePressurePa());
            for (int hour = 0; hour < 24; hour++) {
                final Meteorology.Fields end = Winds.random(grid, LEVELS, hour + 1, 7);
                model.advanceHour(begin, end, co2, flux, inflow);
                ledger.enterHour(flux);
                begin = end;
            }
            return ledger.budget(co2, begin.surfacePressurePa());
        }
    }

    /// The cosine bell that solid-body rotation carries once round the earth in twelve days, along the equator, at 45
    /// degrees and over both poles, on cells of 3 degrees. Source: Williamson et al. (1992), J.
    /// Comput. Phys. 102, 211-224, case 1. On cells of 2 degrees l2 is 0.043, 0.052 and 0.061
    /// (docs/measurements.md 5).
    @ParameterizedTest
    @CsvSource({"0, 0.136, 0.122, 0.140, 0.82", "45, 0.130, 0.133, 0.220, 0.75", "90, 0.160, 0.149, 0.198, 0.77"})
    void cosineBellComesBackFromRoundTheEarth(double alpha, double l1, double l2, double lInfinity, double most) {
        final ErrorNorms errors = carried(alpha, 3);
        assertThat(errors.l1()).isLessThan(l1);
        assertThat(errors.l2()).isLessThan(l2);
        assertThat(errors.lInfinity()).isLessThan(lInfinity);
        assertThat(errors.most()).isGreaterThan(most);
    }

    private static ErrorNorms carried(double alphaDegrees, double cellDegrees) {
        final Grid grid = new LatLonGrid(
                -180, -90, cellDegrees, (int) Math.round(360 / cellDegrees), (int) Math.round(180 / cellDegrees));
        final SigmaLevels levels = new SigmaLevels(List.of(1.0, 0.6, 0.0), 5_000);
        final int hours = 288;
        final double alpha = Math.toRadians(alphaDegrees);
        final double speed = 2 * Math.PI * 6_371_000.0 / (hours * 3600.0);
        final double[] bell = new double[grid.cells()];
        final double[] area = new double[grid.cells()];
        for (int c = 0; c < bell.length; c++) {
            area[c] = grid.areaM2(c);
            for (int point = 0; point < 16; point++) {
                final double x = c % grid.nx() + (point % 4 - 1.5) / 4;
                final double y = c / grid.nx() + (point / 4 - 1.5) / 4;
                bell[c] += bell(grid.latitude(x, y), grid.longitude(x, y)) / 16;
            }
        }
        final Winds.Wind u = (i, j, k) -> {
            final double phi = Math.toRadians(grid.latitude(i, j));
            final double lambda = Math.toRadians(grid.longitude(i, j));
            return speed * (Math.cos(phi) * Math.cos(alpha) + Math.sin(phi) * Math.cos(lambda) * Math.sin(alpha));
        };
        final Winds.Wind v = (i, j, k) -> -speed * Math.sin(Math.toRadians(grid.longitude(i, j))) * Math.sin(alpha);
        try (NumericsPool pool = new NumericsPool(2)) {
            final TransportModel model = new TransportModel(grid, levels, STRIDE, pool);
            final float[] co2 = new float[grid.cells() * 2 * STRIDE];
            for (int at = 0; at < co2.length; at++) co2[at] = (float) (400 + 10 * bell[at / STRIDE / 2]);
            final float[] flux = new float[grid.cells() * STRIDE];
            for (int hour = 0; hour < hours; hour++) {
                model.advanceHour(
                        Winds.of(grid, levels, hour, u, v),
                        Winds.of(grid, levels, hour + 1, u, v),
                        co2,
                        flux,
                        new float[0]);
                assertThat(TransportModelTest.inRange(co2, 399.999f, 410.001f)).isTrue();
            }
            assertThat(model.subSteps()).isLessThan(5); // a row of 6 km cells alone would take 30
            final double[] result = new double[bell.length];
            for (int c = 0; c < result.length; c++) result[c] = (co2[c * 2 * STRIDE] - 400) / 10;
            return ErrorNorms.of(result, bell, area);
        }
    }

    /// A third of the earth's radius wide, around 0 N 90 W.
    private static double bell(double latitude, double longitude) {
        final double cosine = Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(longitude + 90));
        final double distance = 3 * Math.acos(Math.clamp(cosine, -1, 1));
        return distance < 1 ? 0.5 * (1 + Math.cos(Math.PI * distance)) : 0;
    }
}
