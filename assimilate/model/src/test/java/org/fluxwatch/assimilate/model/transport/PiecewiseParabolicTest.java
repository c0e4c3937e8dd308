package org.fluxwatch.assimilate.model.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.fluxwatch.contract.testing.Law;
import org.junit.jupiter.api.Test;

class PiecewiseParabolicTest {
    private static final int STRIDE = 16;

    @Law(tries = 200)
    void agreesWithTheSchemeOfThePaperInDoubles(long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int cells = 3 + random.nextInt(20);
        final double[] thickness = random.doubles(cells, 0.5, 1.5).toArray();
        final double[] mass = random.doubles(cells, 1e12, 2e12).toArray();
        // outflow of a cell is half its mass at most, and half is left: one part suffices
        final double drift = 0.25e12 * (random.nextInt(3) - 1);
        final double[] carried =
                random.doubles(cells + 1, drift - 0.25e12, drift + 0.25e12).toArray();
        final boolean closed = random.nextBoolean();
        if (closed) {
            carried[0] = 0;
            carried[cells] = 0;
        }
        final float[] q = TransportModelTest.noise(cells * STRIDE, 400, 10, seed);
        final float[] ghosts = TransportModelTest.noise(2 * STRIDE, 400, 10, seed + 1);
        final double[][] expected = new double[STRIDE][];
        for (int n = 0; n < STRIDE; n++) {
            final double[] lane = new double[cells];
            for (int i = 0; i < cells; i++) lane[i] = q[i * STRIDE + n];
            expected[n] =
                    ScalarParabolic.advance(lane, ghosts[n], ghosts[STRIDE + n], thickness, mass.clone(), carried);
        }
        final var line = new PiecewiseParabolic.Line(0, 1, cells, 0, 1, closed ? -1 : 0, closed ? -1 : 1);
        new PiecewiseParabolic(cells, STRIDE)
                .advance(line, Spacing.of(thickness), q, ghosts, mass, carried, 1, new double[STRIDE]);
        for (int n = 0; n < STRIDE; n++)
            for (int i = 0; i < cells; i++)
                assertThat((double) q[i * STRIDE + n]).isCloseTo(expected[n][i], within(2e-4));
    }

    @Test
    void manyPartsGiveWhatManyStepsGive() {
        final float[] once = TransportModelTest.noise(8 * STRIDE, 400, 10, 5);
        final float[] often = once.clone();
        final double[] flux = {0, 2.5, 2.6, 2.4, 2.5, 2.7, 2.6, 2.5, 0};
        final double[] massOnce = {3, 1, 1, 1, 1, 1, 1, 1};
        final double[] massOften = massOnce.clone();
        final var line = new PiecewiseParabolic.Line(0, 1, 8, 0, 1, -1, -1);
        final Spacing spacing = Spacing.uniform(8);
        final PiecewiseParabolic sweep = new PiecewiseParabolic(8, STRIDE);
        sweep.advance(line, spacing, once, once, massOnce, flux, 1, null); // 0.5 kg left where 2.5 leave: 5 or 6 parts
        for (int part = 0; part < 6; part++) sweep.advance(line, spacing, often, often, massOften, flux, 1 / 6.0, null);
        for (int i = 0; i < 8; i++) assertThat(massOnce[i]).isCloseTo(massOften[i], within(1e-12));
        for (int at = 0; at < once.length; at++) assertThat(once[at]).isCloseTo(often[at], within(1.5f));
        for (int at = 0; at < once.length; at++) assertThat(once[at]).isBetween(389.999f, 410.001f);
    }

    @Test
    void inflowCarriesTheGhostAndOutflowTheCell() {
        final float[] q = new float[5 * STRIDE];
        Arrays.fill(q, 400);
        final float[] ghosts = new float[2 * STRIDE];
        Arrays.fill(ghosts, 0, STRIDE, 420);
        final double[] mass = {2, 2, 2, 2, 2};
        final double[] net = new double[STRIDE];
        new PiecewiseParabolic(5, STRIDE)
                .advance(
                        new PiecewiseParabolic.Line(0, 1, 5, 0, 1, 0, 1),
                        Spacing.uniform(5),
                        q,
                        ghosts,
                        mass,
                        new double[] {1, 1, 1, 1, 1, 1},
                        1,
                        net);
        assertThat(q[0]).isEqualTo(410f);
        assertThat(q[4 * STRIDE]).isEqualTo(400f);
        assertThat(net[0]).isCloseTo(20, within(1e-9));
    }

    @Test
    void windsTooFastAreAnError() {
        final double[] flux = {0, 2000, 2000, 2000, 0};
        assertThatThrownBy(() -> new PiecewiseParabolic(4, STRIDE)
                        .advance(
                                new PiecewiseParabolic.Line(0, 1, 4, 0, 1, -1, -1),
                                Spacing.uniform(4),
                                new float[4 * STRIDE],
                                new float[STRIDE],
                                new double[] {3000, 1, 1, 1},
                                flux,
                                1,
                                null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2000.0 times its mass");
    }
}
