package org.fluxwatch.assimilate.model.regrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class LayerRemapTest {
    /// Falling pressures from `bottom` to `top`.
    private static double[] edges(SplittableRandom random, int layers, double bottom, double top) {
        final double[] edges = new double[layers + 1];
        for (int k = 1; k < layers; k++) edges[k] = random.nextDouble(top + 1e-3, bottom);
        edges[0] = bottom;
        edges[layers] = top;
        Arrays.sort(edges);
        for (int k = 0; k < edges.length / 2; k++) {
            final double swapped = edges[k];
            edges[k] = edges[layers - k];
            edges[layers - k] = swapped;
        }
        return edges;
    }

    private static double[] values(SplittableRandom random, int n) {
        return random.doubles(n, 380, 440).toArray();
    }

    private static double column(double[] edges, double[] values, double bottom, double top) {
        double sum = 0;
        for (int k = 0; k < values.length; k++)
            sum += Math.max(0, Math.min(edges[k], bottom) - Math.max(edges[k + 1], top)) * values[k];
        return sum;
    }

    @Test
    void aLayerThatSpansTwoTakesTheirShares() {
        final double[] out = new double[3];
        LayerRemap.means(
                new double[] {1000, 800, 400, 100}, new double[] {1, 2, 4}, new double[] {1000, 700, 300, 200}, out);
        assertThat(out[0]).isCloseTo((200 * 1 + 100 * 2) / 300.0, within(1e-14));
        assertThat(out[1]).isCloseTo((300 * 2 + 100 * 4) / 400.0, within(1e-14));
        assertThat(out[2]).isEqualTo(4);
    }

    @Test
    void beyondTheSourceItsOutermostLayerGoesOn() {
        final double[] out = new double[3];
        LayerRemap.means(new double[] {900, 500, 300}, new double[] {1, 2}, new double[] {1000, 950, 200, 100}, out);
        assertThat(out[0]).isEqualTo(1);
        assertThat(out[1]).isCloseTo((450 * 1 + 300 * 2) / 750.0, within(1e-14));
        assertThat(out[2]).isEqualTo(2);
    }

    @Law(tries = 300)
    void theColumnIsKept(long seed, @Range(min = 1, max = 80) int n, @Range(min = 1, max = 40) int m) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] source = edges(random, n, 101_000, 10);
        final double[] values = values(random, n);
        final double[] target = edges(random, m, 100_500, 3_000);
        final double[] out = new double[m];
        LayerRemap.means(source, values, target, out);
        assertThat(column(target, out, 1e9, 0))
                .isCloseTo(column(source, values, 100_500, 3_000), within(1e-12 * 97_500 * 440));
        for (double mean : out) assertThat(mean).isBetween(379.999999, 440.000001);
    }

    @Law(tries = 300)
    void stretchedToTheModelsSurfaceTheColumnsMeanIsKept(
            long seed, @Range(min = 1, max = 80) int n, @Range(min = 1, max = 40) int m) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] source = edges(random, n, random.nextDouble(50_000, 104_000), 1);
        final double[] values = values(random, n);
        final double[] target = edges(random, m, random.nextDouble(50_000, 104_000), 5_000);
        final double[] out = new double[m];
        LayerRemap.stretched(source, values, target, new double[n + 1], out);
        assertThat(column(target, out, 1e9, 0) / (target[0] - 5_000))
                .isCloseTo(column(source, values, 1e9, 5_000) / (source[0] - 5_000), within(1e-10));
    }

    @Law(tries = 100)
    void aConstantStays(long seed, @Range(min = 2, max = 60) int n) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] source = edges(random, n, 95_000, 10);
        final double[] values = new double[n];
        Arrays.fill(values, 410.3);
        final double[] target = edges(random, 15, 101_000, 3_000);
        final double[] out = new double[15];
        LayerRemap.means(source, values, target, out);
        for (double mean : out) assertThat(mean).isCloseTo(410.3, within(1e-10));
        LayerRemap.stretched(source, values, target, new double[n + 1], out);
        for (double mean : out) assertThat(mean).isCloseTo(410.3, within(1e-10));
        LayerRemap.pointMeans(Arrays.copyOf(source, n), values, target, out);
        for (double mean : out) assertThat(mean).isCloseTo(410.3, within(1e-10));
    }

    @Law(tries = 100)
    void onItsOwnLayersASourceStays(long seed, @Range(min = 1, max = 60) int n) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] edges = edges(random, n, 95_000, 10);
        final double[] values = values(random, n);
        final double[] out = new double[n];
        LayerRemap.means(edges, values, edges, out);
        assertThat(out).containsExactly(values);
    }

    @Law(tries = 100)
    void aLinearProfileAtLevelsIsExact(long seed, @Range(min = 2, max = 60) int n) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] levels = edges(random, n - 1, 101_000, 1_000);
        final double[] values = new double[n];
        for (int s = 0; s < n; s++) values[s] = 200 + 1e-3 * levels[s];
        final double[] target = edges(random, 15, 99_000, 3_000);
        final double[] out = new double[15];
        LayerRemap.pointMeans(levels, values, target, out);
        for (int k = 0; k < 15; k++)
            assertThat(out[k]).isCloseTo(200 + 1e-3 * 0.5 * (target[k] + target[k + 1]), within(1e-9));
    }

    @Law(tries = 200)
    void theIntegralOverLevelsIsThatOfTrapezia(long seed, @Range(min = 2, max = 60) int n) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] levels = edges(random, n - 1, 96_000, 4_000);
        final double[] values = values(random, n);
        final double[] target = edges(random, 15, 101_000, 3_000);
        final double[] out = new double[15];
        LayerRemap.pointMeans(levels, values, target, out);
        double expected = 5_000 * values[0] + 1_000 * values[n - 1];
        for (int s = 1; s < n; s++) expected += 0.5 * (values[s - 1] + values[s]) * (levels[s - 1] - levels[s]);
        assertThat(column(target, out, 1e9, 0)).isCloseTo(expected, within(1e-12 * expected));
    }

    @Test
    void beyondTheOutermostLevelsTheirValueHolds() {
        final double[] out = new double[4];
        LayerRemap.pointMeans(
                new double[] {900, 500}, new double[] {1, 2}, new double[] {1000, 950, 850, 400, 300}, out);
        assertThat(out[0]).isEqualTo(1);
        assertThat(out[1]).isCloseTo((50 * 1 + 50 * (1 + 0.5 * 0.125)) / 100, within(1e-14));
        assertThat(out[2]).isCloseTo((350 * (1.125 + 2) / 2 + 100 * 2) / 450, within(1e-14));
        assertThat(out[3]).isEqualTo(2);
    }

    @Test
    void aSurfaceAboveTheModelsTopIsRefused() {
        assertThatThrownBy(() -> LayerRemap.stretched(
                        new double[] {2_000, 1_000},
                        new double[] {1},
                        new double[] {100_000, 3_000},
                        new double[2],
                        new double[1]))
                .hasMessage("source's surface pressure is 2000.0 Pa, expected more than the model top's 3000.0 Pa");
    }
}
