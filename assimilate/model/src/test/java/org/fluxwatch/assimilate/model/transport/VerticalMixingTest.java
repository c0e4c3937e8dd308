package org.fluxwatch.assimilate.model.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.testing.Law;
import org.junit.jupiter.api.Test;

class VerticalMixingTest {
    private static final int STRIDE = 16;

    @Law(tries = 100)
    void keepsAWellMixedColumnToTheBitAndEveryColumnsMass(long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] mass = random.doubles(9, 1e12, 1e13).toArray();
        final double[] exchange = random.doubles(10, 0, 1e10).toArray();
        exchange[0] = 0;
        exchange[9] = 0;
        final float[] mixed = Winds.filled(9 * STRIDE, 401.23);
        mix(mixed, mass, exchange, 1800, 1);
        assertThat(mixed).containsOnly(401.23f);
        final float[] any = TransportModelTest.noise(9 * STRIDE, 400, 30, seed);
        final double before = total(any, mass);
        mix(any, mass, exchange, 1800, 1);
        assertThat(total(any, mass)).isCloseTo(before, Percentage.withPercentage(1e-5));
    }

    @Law(tries = 100)
    void agreesWithADenseSolveInDoubles(long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int nz = 2 + random.nextInt(30);
        final double[] mass = random.doubles(nz, 1e12, 1e13).toArray();
        final double[] exchange = random.doubles(nz + 1, 0, 1e10).toArray();
        exchange[0] = 0;
        exchange[nz] = 0;
        final float[] q = TransportModelTest.noise(nz * STRIDE, 400, 30, seed);
        final float[] before = q.clone();
        mix(q, mass, exchange, 1800, 1);
        for (int n = 0; n < STRIDE; n++) {
            final double[] lane = new double[nz];
            for (int k = 0; k < nz; k++) lane[k] = before[k * STRIDE + n];
            final double[] expected = ScalarTransport.mixed(lane, mass, exchange, 1800);
            for (int k = 0; k < nz; k++) assertThat((double) q[k * STRIDE + n]).isCloseTo(expected[k], within(2e-4));
        }
    }

    /// σ² = σ0² + 2 K t, in layers of one kind: K = G / m, one layer² in a unit of time.
    @Test
    void gaussianSpreadsAsTheDiffusionEquationSays() {
        final int nz = 120;
        final double[] mass = new double[nz];
        Arrays.fill(mass, 1);
        final double[] exchange = new double[nz + 1];
        Arrays.fill(exchange, 1, nz, 1);
        final float[] q = new float[nz * STRIDE];
        for (int k = 0; k < nz; k++) q[k * STRIDE + 2] = (float) (10 * gaussian(k - 59.5, 36));
        mix(q, mass, exchange, 0.5, 128); // t = 64: σ² grows from 36 to 164
        double sum = 0;
        double variance = 0;
        double worst = 0;
        for (int k = 0; k < nz; k++) {
            sum += q[k * STRIDE + 2];
            variance += Math.pow(k - 59.5, 2) * q[k * STRIDE + 2];
            worst = Math.max(worst, Math.abs(q[k * STRIDE + 2] - 10 * gaussian(k - 59.5, 164)));
        }
        assertThat(sum).isCloseTo(10, Percentage.withPercentage(1e-3));
        assertThat(variance / sum).isCloseTo(164, Percentage.withPercentage(0.01));
        assertThat(worst).isLessThan(0.003 * 10 * gaussian(0, 164));
    }

    private static double gaussian(double x, double variance) {
        return Math.exp(-x * x / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    }

    @Test
    void cosineModeDecaysAtTheRateOfTheDiffusionEquation() {
        final int nz = 40;
        final double[] mass = new double[nz];
        Arrays.fill(mass, 1);
        final double[] exchange = new double[nz + 1];
        Arrays.fill(exchange, 1, nz, 1);
        final float[] q = new float[nz * STRIDE];
        for (int k = 0; k < nz; k++) q[k * STRIDE + 2] = (float) (10 * Math.cos(Math.PI * (k + 0.5) / nz));
        mix(q, mass, exchange, 1, 162); // dq/dt = d²q/dk²: e-folding time (nz / π)² = 162
        for (int k = 0; k < nz; k++)
            assertThat((double) q[k * STRIDE + 2])
                    .isCloseTo(
                            10 * Math.cos(Math.PI * (k + 0.5) / nz) * Math.exp(-162 * Math.pow(Math.PI / nz, 2)),
                            within(0.02));
        assertThat(q[3]).isZero(); // other lanes untouched
    }

    @Test
    void risingHeatMixesMuchFasterThanWindAloneAndFallingHeatDoesNot() {
        // H = 300 W m-2 into 1500 m: w*³ = 9.8/300 x 300/(1.16 x 1005) x 1500 = 12.6, so w_s = (0.027 + 0.28 x
        // 12.6)^(1/3)
        assertThat(VerticalMixing.velocityScale(0.3, 300, 1500, 300, 100_000)).isCloseTo(1.53, within(0.02));
        assertThat(VerticalMixing.velocityScale(0.3, 0, 1500, 300, 100_000)).isCloseTo(0.3, within(1e-12));
        assertThat(VerticalMixing.velocityScale(0.3, -50, 1500, 300, 100_000)).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void strongMixingEndsAtTheMassWeightedMean() {
        final double[] mass = {1, 2, 3, 4};
        final float[] q = new float[4 * STRIDE];
        for (int k = 0; k < 4; k++) q[k * STRIDE] = 400 + 10 * k;
        mix(q, mass, new double[] {0, 1e6, 1e6, 1e6, 0}, 1, 1);
        for (int k = 0; k < 4; k++) assertThat(q[k * STRIDE]).isCloseTo(420, within(1e-3f));
    }

    @Test
    void exchangeIsDensityTimesDiffusivityTimesAreaOverDistance() {
        final Grid grid = new StereographicGrid(35, 116, 64, 3, 3);
        final var fields = Winds.calm(grid, Winds.EIGHT, 0);
        final double[] exchange = new double[9 * 9];
        new VerticalMixing(grid, Winds.EIGHT).exchange(fields, Winds.calm(grid, Winds.EIGHT, 1), 4, exchange);
        final double virtual = 280 * (1 + 0.608 * 0.005);
        final double scaleHeight = 287.05 * virtual / 9.80665;
        final double edgePa = Winds.EIGHT.edgePa(2, 100_000);
        final double height = scaleHeight * Math.log(100_000 / edgePa);
        final double between =
                scaleHeight * Math.log(Winds.EIGHT.middlePa(1, 100_000) / Winds.EIGHT.middlePa(2, 100_000));
        final double diffusivity = 0.4 * 0.3 * height * Math.pow(1 - height / 1000, 2) + 0.1;
        assertThat(exchange[4 * 9 + 2])
                .isCloseTo(
                        edgePa / (287.05 * virtual) * diffusivity * grid.areaM2(4) / between,
                        Percentage.withPercentage(1e-5));
        assertThat(exchange[4 * 9]).isZero();
        assertThat(exchange[4 * 9 + 8]).isZero();
    }

    @Test
    void diffusivityPeaksAtAThirdOfTheBoundaryLayerAndEndsAtItsTop() {
        final double peak = VerticalMixing.diffusivity(400, 1200, 0.4);
        assertThat(peak).isCloseTo(0.4 * 0.4 * 1200 * 4 / 27 + 0.1, within(1e-9));
        assertThat(VerticalMixing.diffusivity(380, 1200, 0.4)).isLessThan(peak);
        assertThat(VerticalMixing.diffusivity(420, 1200, 0.4)).isLessThan(peak);
        assertThat(VerticalMixing.diffusivity(1200, 1200, 0.4)).isEqualTo(VerticalMixing.FREE_TROPOSPHERE);
        assertThat(VerticalMixing.diffusivity(5000, 1200, 0.4)).isEqualTo(VerticalMixing.FREE_TROPOSPHERE);
    }

    private static void mix(float[] q, double[] mass, double[] exchange, double seconds, int steps) {
        final var factors = new VerticalMixing.Factors(mass.length, STRIDE);
        for (int s = 0; s < steps; s++) VerticalMixing.mix(q, 0, STRIDE, mass, exchange, 0, seconds, factors);
    }

    private static double total(float[] q, double[] mass) {
        double total = 0;
        for (int k = 0; k < mass.length; k++) total += q[k * STRIDE] * mass[k];
        return total;
    }
}
