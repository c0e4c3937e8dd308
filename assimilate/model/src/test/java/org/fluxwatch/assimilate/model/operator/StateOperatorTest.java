package org.fluxwatch.assimilate.model.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class StateOperatorTest {
    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.9, 0.6, 0.0), 5_000);
    private static final Grid GRID = new LatLonGrid(100, 20, 1, 5, 4);
    private static final int STRIDE = 16;
    private static final ObservationOperator COLUMN = new ObservationOperator.Column(VerticalWeightsTest.EXAMPLE);
    private static final double[] MIDDLES_M = {400, 2_000, 9_000};
    private final StateOperator operator = new StateOperator(GRID, LEVELS);
    private final float[] surfacePa = new float[GRID.cells()];
    private final ModelAir air = new ModelAir() {
        @Override
        public double surfacePressurePa(int cell) {
            return surfacePa[cell];
        }

        @Override
        public double[] middleHeightsM(int cell) {
            final double[] middles = MIDDLES_M.clone();
            for (int k = 0; k < middles.length; k++) middles[k] += 10 * cell;
            return middles;
        }
    };
    private final float[] co2 = new float[GRID.cells() * 3 * STRIDE];

    StateOperatorTest() {
        final SplittableRandom random = new SplittableRandom(5);
        for (int c = 0; c < surfacePa.length; c++) surfacePa[c] = 80_000 + 20_000 * (float) random.nextDouble();
        for (int at = 0; at < co2.length; at++) co2[at] = 400 + 10 * (float) random.nextDouble();
    }

    private double[] simulate(double latitude, double longitude, float[] state) {
        final double[] xco2 = new double[STRIDE];
        operator.at(COLUMN, latitude, longitude, air).apply(state, STRIDE, STRIDE, xco2, 0);
        return xco2;
    }

    private double column(int cell, int lane) {
        final double[] profile = new double[3];
        for (int k = 0; k < 3; k++) profile[k] = co2[(cell * 3 + k) * STRIDE + lane];
        return VerticalWeights.of(VerticalWeightsTest.EXAMPLE, LEVELS, surfacePa[cell])
                .apply(profile);
    }

    @Test
    void aWholeColumnWeighsLayersByTheirPressureAndTheAirAboveWithTheHighest() {
        final StateWeights whole = operator.at(new ObservationOperator.WholeColumn(), 20.5, 101.5, air);
        final double ground = surfacePa[whole.columns()[0]];
        final double share = whole.weights()[0] / (0.1 * (ground - 5_000) / ground);
        assertThat(whole.weights()[1]).isCloseTo(share * 0.3 * (ground - 5_000) / ground, within(1e-12));
        assertThat(whole.weights()[2]).isCloseTo(share * (0.6 * (ground - 5_000) + 5_000) / ground, within(1e-12));
        assertThat(Arrays.stream(whole.weights()).sum()).isCloseTo(1, within(1e-12));
        assertThat(whole.constantPpm()).isZero();
    }

    @Test
    void atACellsCentreItSeesThatColumn() {
        for (int lane : new int[] {0, 7, 15})
            assertThat(simulate(21.5, 103.5, co2)[lane]).isCloseTo(column(GRID.cell(3, 1), lane), within(1e-9));
    }

    @Test
    void betweenFourColumnsItIsBilinear() {
        final double expected = 0.75 * (0.6 * column(GRID.cell(1, 1), 2) + 0.4 * column(GRID.cell(2, 1), 2))
                + 0.25 * (0.6 * column(GRID.cell(1, 2), 2) + 0.4 * column(GRID.cell(2, 2), 2));
        assertThat(simulate(21.75, 101.9, co2)[2]).isCloseTo(expected, within(1e-9));
    }

    @Test
    void nearTheEdgeItSeesTheOutermostColumns() {
        assertThat(simulate(20.1, 100.1, co2)[1]).isCloseTo(column(GRID.cell(0, 0), 1), within(1e-9));
        assertThat(simulate(23.9, 104.9, co2)[1]).isCloseTo(column(GRID.cell(4, 3), 1), within(1e-9));
    }

    @Law(tries = 50)
    void isAffineInTheState(@Range(min = 20, max = 24) double latitude, @Range(min = 100, max = 105) double longitude) {
        final float[] other = new float[co2.length];
        final float[] middle = new float[co2.length];
        final SplittableRandom random = new SplittableRandom(6);
        for (int at = 0; at < co2.length; at++) {
            other[at] = 390 + 10 * (float) random.nextDouble();
            middle[at] = 0.5f * (co2[at] + other[at]);
        }
        assertThat(simulate(latitude, longitude, middle)[3])
                .isCloseTo(
                        0.5 * (simulate(latitude, longitude, co2)[3] + simulate(latitude, longitude, other)[3]),
                        within(1e-4)); // the state is in single precision
    }

    @Law(tries = 50)
    void adjointPassesTheDotProductTest(
            @Range(min = 20, max = 24) double latitude,
            @Range(min = 100, max = 105) double longitude,
            @Range(min = -10, max = 10) double departure) {
        final StateWeights weights = operator.at(COLUMN, latitude, longitude, air);
        final double[] gradient = new double[GRID.cells() * 3];
        weights.adjoint(departure, gradient);
        // <H x, d> = <x, H' d>
        double dot = 0;
        for (int element = 0; element < gradient.length; element++)
            dot += gradient[element] * co2[element * STRIDE + 4];
        final double linear = simulate(latitude, longitude, co2)[4] - weights.constantPpm();
        assertThat(dot).isCloseTo(linear * departure, within(1e-9));
    }

    /// 400 ppm at the ground and 0.002 ppm more with every metre, on layers whose heights differ from cell to cell.
    @Law(tries = 50)
    void aPointSeesAProfileThatIsLinearInHeightAsItIs(
            @Range(min = 20, max = 24) double latitude,
            @Range(min = 100, max = 105) double longitude,
            @Range(min = 600, max = 9_000) double heightM) {
        final float[] linear = new float[co2.length];
        for (int c = 0; c < GRID.cells(); c++)
            for (int k = 0; k < 3; k++)
                for (int n = 0; n < STRIDE; n++)
                    linear[(c * 3 + k) * STRIDE + n] = (float) (400 + 0.002 * air.middleHeightsM(c)[k]);
        final double[] ppm = new double[STRIDE];
        operator.at(new ObservationOperator.Point(heightM), latitude, longitude, air)
                .apply(linear, STRIDE, STRIDE, ppm, 0);
        assertThat(ppm[9]).isCloseTo(400 + 0.002 * heightM, within(1e-4)); // the state is in single precision
    }

    @Law(tries = 50)
    void aPointsAdjointWeightsSumToOne(
            @Range(min = 20, max = 24) double latitude,
            @Range(min = 100, max = 105) double longitude,
            @Range(min = 0, max = 20_000) double heightM) {
        final StateWeights weights = operator.at(new ObservationOperator.Point(heightM), latitude, longitude, air);
        final double[] gradient = new double[GRID.cells() * 3];
        weights.adjoint(1, gradient);
        double sum = 0;
        for (double weight : gradient) {
            assertThat(weight).isBetween(0.0, 1.0 + 1e-12);
            sum += weight;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        assertThat(weights.constantPpm()).isZero();
    }

    @Test
    void belowTheLowestMiddleAPointSeesTheLowestLayer() {
        assertThat(VerticalWeights.atHeight(0, MIDDLES_M).weights()).containsExactly(1, 0, 0);
        assertThat(VerticalWeights.atHeight(399, MIDDLES_M).weights()).containsExactly(1, 0, 0);
        assertThat(VerticalWeights.atHeight(800, MIDDLES_M).weights()).containsExactly(0.75, 0.25, 0);
        assertThat(VerticalWeights.atHeight(2_000, MIDDLES_M).weights()).containsExactly(0, 1, 0);
        assertThat(VerticalWeights.atHeight(9_001, MIDDLES_M).weights()).containsExactly(0, 0, 1);
    }

    @Test
    void refusesAHeightBelowTheGround() {
        for (double height : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
            assertThatThrownBy(() -> new ObservationOperator.Point(height))
                    .hasMessage("height is " + height + " m above ground, expected 0 or more");
    }

    @Test
    void writesOnlyTheLanesAskedFor() {
        final double[] xco2 = new double[20];
        operator.at(COLUMN, 22, 102, air).apply(co2, STRIDE, 3, xco2, 10);
        for (int at = 0; at < 20; at++)
            if (at >= 10 && at < 13) assertThat(xco2[at]).isBetween(395.0, 415.0);
            else assertThat(xco2[at]).isZero();
    }

    @Test
    void isBilinearAcrossTheSeam() {
        final Grid earth = new LatLonGrid(-180, -90, 30, 12, 6);
        final ModelAir flat = new ModelAir() {
            @Override
            public double surfacePressurePa(int cell) {
                return 100_000;
            }

            @Override
            public double[] middleHeightsM(int cell) {
                return MIDDLES_M;
            }
        };
        final float[] byColumn = new float[earth.cells() * 3 * STRIDE];
        for (int at = 0; at < byColumn.length; at++) byColumn[at] = 400 + at / STRIDE / 3 % 12;
        final StateOperator round = new StateOperator(earth, LEVELS);
        final double[] xco2 = new double[STRIDE];
        final double[] longitudes = {165, 172.5, 180, -180, -172.5, -165, 15};
        final double[] expected = {411, 408.25, 405.5, 405.5, 402.75, 400, 406};
        for (int p = 0; p < longitudes.length; p++)
            for (double latitude : new double[] {10, 90, -90}) {
                round.at(new ObservationOperator.WholeColumn(), latitude, longitudes[p], flat)
                        .apply(byColumn, STRIDE, STRIDE, xco2, 0);
                assertThat(xco2[2]).isCloseTo(expected[p], within(1e-4));
            }
    }
}
