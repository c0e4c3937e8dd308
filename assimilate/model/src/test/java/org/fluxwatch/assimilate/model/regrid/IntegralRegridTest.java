package org.fluxwatch.assimilate.model.regrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.model.regrid.RectilinearGridTest.even;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntegralRegridTest {
    private static final double[] LATITUDES = even(30.1, 0.234, 41);
    private static final double[] LONGITUDES = even(103.3, 0.352, 51);

    static Stream<Arguments> gridsAroundTheSource() {
        return Stream.of(
                Arguments.of(new LatLonGrid(90, 20, 1, 60, 40)),
                Arguments.of(new LatLonGrid(100.07, 27.03, 0.31, 90, 60)),
                Arguments.of(new StereographicGrid(35, 116, 64, 105, 86)),
                Arguments.of(new StereographicGrid(35, 110, 20, 151, 121)));
    }

    private static float[] some(int n) {
        final SplittableRandom random = new SplittableRandom(7);
        final float[] values = new float[n];
        for (int i = 0; i < n; i++) values[i] = random.nextInt(3) == 0 ? 0 : random.nextFloat();
        return values;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum;
    }

    @ParameterizedTest
    @MethodSource("gridsAroundTheSource")
    void aUniformFluxGivesTheSamePpmBeforeAndAfter(Grid grid) {
        final IntegralRegrid regrid = IntegralRegrid.of(LATITUDES, LONGITUDES, grid);
        assertThat(regrid.window().size()).isEqualTo(40 * 50);
        final float[] footprint = some(40 * 50);
        final double[] out = new double[grid.cells()];
        regrid.apply(footprint, out);
        assertThat(sum(out)).isCloseTo(sum(footprint), within(1e-6 * sum(footprint)));
        assertThat(java.util.Arrays.stream(out).min().orElseThrow()).isNotNegative();
    }

    @Test
    void aCellIsSharedByAreaAndWhatLiesOutsideIsLeftOut() {
        final LatLonGrid grid = new LatLonGrid(0, -3, 1, 3, 6);
        // 2 degrees of longitude about the western edge, 2 of latitude about the equator
        final IntegralRegrid regrid = IntegralRegrid.of(new double[] {-1, 1}, new double[] {-1, 1}, grid);
        final double[] out = new double[grid.cells()];
        regrid.apply(new float[] {4}, out);
        assertThat(regrid.inside(0)).isCloseTo(0.5, within(1e-12));
        assertThat(out[grid.cell(0, 2)]).isCloseTo(1, within(1e-12));
        assertThat(out[grid.cell(0, 3)]).isCloseTo(1, within(1e-12));
        assertThat(sum(out)).isCloseTo(2, within(1e-12));
    }

    /// The part nearer to the pole is the smaller one: a mean of values would give halves.
    @Test
    void theShareIsOneOfTrueArea() {
        final LatLonGrid grid = new LatLonGrid(0, 58, 2, 3, 3);
        final IntegralRegrid regrid = IntegralRegrid.of(new double[] {59, 61}, new double[] {0, 2}, grid);
        final double[] out = new double[grid.cells()];
        regrid.apply(new float[] {1}, out);
        final double south = Math.sin(Math.toRadians(60)) - Math.sin(Math.toRadians(59));
        final double north = Math.sin(Math.toRadians(61)) - Math.sin(Math.toRadians(60));
        assertThat(out[grid.cell(0, 0)]).isCloseTo(south / (south + north), within(1e-12));
        assertThat(out[grid.cell(0, 1)]).isCloseTo(north / (south + north), within(1e-12));
    }

    @Test
    void aSourceElsewhereIsRefused() {
        assertThatThrownBy(() -> IntegralRegrid.of(LATITUDES, LONGITUDES, new LatLonGrid(-60, -40, 1, 20, 20)))
                .hasMessageContaining("does not meet the domain");
    }
}
