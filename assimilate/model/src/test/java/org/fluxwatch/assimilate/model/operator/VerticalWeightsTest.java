package org.fluxwatch.assimilate.model.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class VerticalWeightsTest {
    private static final SigmaLevels LEVELS =
            new SigmaLevels(List.of(1.0, 0.98, 0.94, 0.88, 0.79, 0.65, 0.47, 0.25, 0.0), 5_000);

    /// The worked example of docs/formats.md 2.4: OCO-2 11.2r, 2015-01-31, 53.41 N 73.89 E.
    static final ColumnRetrieval EXAMPLE = new ColumnRetrieval(
            401.7149,
            profile(
                    0.1012867, 53.30877, 106.6175, 159.9263, 213.2351, 266.5439, 319.8526, 373.1614, 426.4702, 479.779,
                    533.0878, 586.3965, 639.7052, 693.014, 746.3228, 799.6316, 852.9403, 906.2491, 959.558, 1012.867),
            profile(
                    0.02641509,
                    0.05282402,
                    0.05279216,
                    0.05274907,
                    0.05271902,
                    0.05269586,
                    0.0526758,
                    0.052657,
                    0.05263896,
                    0.05262329,
                    0.0526077,
                    0.05258722,
                    0.05256714,
                    0.05255552,
                    0.0525496,
                    0.05254075,
                    0.05252503,
                    0.05251481,
                    0.0525095,
                    0.02625245),
            profile(
                    0.2305312, 0.3497069, 0.5180809, 0.6475272, 0.752407, 0.8342097, 0.891511, 0.9351535, 0.9674258,
                    0.9915646, 1.009001, 1.020575, 1.027389, 1.030142, 1.028695, 1.023954, 1.016732, 1.008351,
                    0.9902872, 0.9769585),
            profile(
                    389.2401, 388.6339, 396.378, 398.7996, 401.3381, 402.8802, 402.9637, 403.0463, 403.1281, 403.2105,
                    403.2944, 403.3813, 403.475, 403.578, 403.7005, 403.8581, 404.0771, 404.4122, 404.9559, 405.9618));

    static Profile profile(double... values) {
        final float[] floats = new float[values.length];
        for (int k = 0; k < values.length; k++) floats[k] = (float) values[k];
        return new Profile(floats);
    }

    @Test
    void workedExampleOfTheFormatNotes() {
        final double[] priorAndOne = new double[20];
        final double[] constant = new double[20];
        double kernelSum = 0;
        for (int k = 0; k < 20; k++) {
            priorAndOne[k] = EXAMPLE.priorPpm().at(k) + 1;
            constant[k] = 400;
            kernelSum += LevelProfile.sensitivity(EXAMPLE, k);
        }
        assertThat(kernelSum).isCloseTo(0.875760, within(5e-7));
        assertThat(LevelProfile.xco2(EXAMPLE, priorAndOne)).isCloseTo(402.5907, within(1e-4));
        assertThat(LevelProfile.xco2(EXAMPLE, constant)).isCloseTo(399.3274, within(1e-4));
    }

    @Test
    void aModelWithManyLayersUpToSpaceSeesTheWorkedExample() {
        final SigmaLevels fine = evenly(400, 1);
        final VerticalWeights weights = VerticalWeights.of(EXAMPLE, fine, 101_286.7);
        final double[] constant = new double[400];
        final double[] priorAndOne = new double[400];
        for (int k = 0; k < 400; k++) {
            constant[k] = 400;
            priorAndOne[k] = 1 + LevelProfile.prior(EXAMPLE, fine.middlePa(k, 101_286.7));
        }
        // triangles see how the prior bends in the stratosphere, by 8 ppm from level to level; points do not
        assertThat(weights.apply(constant)).isCloseTo(399.3274, within(0.02));
        assertThat(weights.apply(priorAndOne)).isCloseTo(402.5907, within(1e-3));
    }

    private static SigmaLevels evenly(int nz, double topPa) {
        final Double[] edges = new Double[nz + 1];
        for (int k = 0; k <= nz; k++) edges[k] = 1 - (double) k / nz;
        return new SigmaLevels(Arrays.asList(edges), topPa);
    }

    @Test
    void aModelLikeThePriorShiftedGivesThePriorShifted() {
        final double[] model = new double[8];
        for (int k = 0; k < 8; k++)
            model[k] = 2 + meanOfPrior(LEVELS.edgePa(k + 1, 101_286.7), LEVELS.edgePa(k, 101_286.7));
        assertThat(VerticalWeights.of(EXAMPLE, LEVELS, 101_286.7).apply(model))
                .isCloseTo(401.7149 + 2 * 0.875760, within(1e-4));
    }

    private static double meanOfPrior(double upperPa, double lowerPa) {
        final int steps = 2000;
        double sum = 0;
        for (int n = 0; n < steps; n++)
            sum += LevelProfile.prior(EXAMPLE, upperPa + (lowerPa - upperPa) * (n + 0.5) / steps);
        return sum / steps;
    }

    /// As MEGA and JDAS have it, with a kernel of 1: each layer counts for its share of the air.
    @Test
    void withoutAKernelALayerWeighsItsShareOfTheColumn() {
        final ColumnRetrieval all = retrievalOfOne();
        final SigmaLevels fifteen = new SigmaLevels(
                List.of(
                        1.0, 0.992, 0.982, 0.969, 0.952, 0.93, 0.9, 0.86, 0.805, 0.735, 0.645, 0.535, 0.4, 0.25, 0.11,
                        0.0),
                3_000);
        for (double surfacePa : new double[] {100_000, 97_000}) {
            final VerticalWeights weights = VerticalWeights.of(all, fifteen, surfacePa);
            for (int k = 1; k < 14; k++)
                assertThat(weights.weights()[k])
                        .isCloseTo(
                                (fifteen.edgePa(k, surfacePa) - fifteen.edgePa(k + 1, surfacePa)) / 100_000,
                                within(1e-6));
            assertThat(weights.weights()[0])
                    .isCloseTo((100_000 - fifteen.edgePa(1, surfacePa)) / 100_000, within(1e-6));
            assertThat(weights.weights()[14]).isCloseTo(fifteen.edgePa(14, surfacePa) / 100_000, within(1e-6));
        }
    }

    /// 20 levels from nowhere to 1000 hPa, kernel 1.
    private static ColumnRetrieval retrievalOfOne() {
        final double[] pressure = new double[20];
        final double[] weight = new double[20];
        final double[] one = new double[20];
        final double[] prior = new double[20];
        for (int k = 0; k < 20; k++) {
            pressure[k] = Math.max(1e-4, 1000.0 * k / 19);
            weight[k] = k == 0 || k == 19 ? 0.5 / 19 : 1.0 / 19;
            one[k] = 1;
            prior[k] = 400;
        }
        return new ColumnRetrieval(400, profile(pressure), profile(weight), profile(one), profile(prior));
    }

    @Law(tries = 200)
    void weightsSumToTheKernelWhateverTheSurfacePressure(
            @Range(min = 55_000, max = 105_000) double surfacePressurePa, @Range(min = -10, max = 10) double shift) {
        // joined without a jump: one ppm more everywhere in the model is one ppm more above it
        final VerticalWeights weights = VerticalWeights.of(EXAMPLE, LEVELS, surfacePressurePa);
        assertThat(Arrays.stream(weights.weights()).sum()).isCloseTo(0.875760, within(5e-7));
        final double[] model = {410, 408, 407, 405, 404, 403, 402, 398};
        final double[] shifted = Arrays.stream(model).map(ppm -> ppm + shift).toArray();
        assertThat(weights.apply(shifted) - weights.apply(model)).isCloseTo(0.875760 * shift, within(1e-5));
    }

    @Test
    void weightsEqualAnIntegralByHand() {
        final double surfacePa = 95_000; // two of the retrieval's levels are below the ground
        final double[] byHand = new double[8];
        for (int level = 0; level < 20; level++) {
            final double peak = 100.0 * EXAMPLE.pressureHpa().at(level);
            final double top = level == 0 ? peak : 100.0 * EXAMPLE.pressureHpa().at(level - 1);
            final double bottom =
                    level == 19 ? peak : 100.0 * EXAMPLE.pressureHpa().at(level + 1);
            final int steps = 20_000;
            for (int n = 0; n < steps; n++) {
                final double pressure = top + (bottom - top) * (n + 0.5) / steps;
                final double height =
                        pressure < peak ? (pressure - top) / (peak - top) : (bottom - pressure) / (bottom - peak);
                int layer = 0;
                while (layer < 7 && pressure < LEVELS.edgePa(layer + 1, surfacePa)) layer++;
                byHand[layer] += LevelProfile.sensitivity(EXAMPLE, level) * height * 2 / steps;
            }
        }
        final VerticalWeights weights = VerticalWeights.of(EXAMPLE, LEVELS, surfacePa);
        for (int k = 0; k < 8; k++) assertThat(weights.weights()[k]).isCloseTo(byHand[k], within(1e-5));
    }

    @Test
    void theWholeColumnAboveAModelOfOneLevelFollowsThePrior() {
        final VerticalWeights low =
                VerticalWeights.of(EXAMPLE, new SigmaLevels(List.of(1.0, 0.5, 0.0), 40_000), 41_000);
        assertThat(low.weights()[0] + low.weights()[1]).isCloseTo(0.875760, within(5e-7));
    }

    @Test
    void moistMoleFractionsAreDriedFirst() {
        assertThat(LevelProfile.dry(392, 0.02)).isCloseTo(400, within(1e-12));
        assertThat(LevelProfile.dry(400, 0)).isEqualTo(400);
        assertThatThrownBy(() -> LevelProfile.dry(400, 1)).hasMessageContaining("expected 0 to less than 1");
    }
}
