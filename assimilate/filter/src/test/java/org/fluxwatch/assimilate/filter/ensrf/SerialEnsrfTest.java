package org.fluxwatch.assimilate.filter.ensrf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.testing.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerialEnsrfTest {
    private static final int N = 12;
    private static final int COLUMNS = 6;
    private static final int ROWS = 3;
    private static final Localization EVERYWHERE = new Localization.None();
    private static final UpdateMethod SQUARE_ROOT = new UpdateMethod.SquareRoot();
    private static final double[] MERIDIAN = {0, 5, 10, 15, 20, 25};
    private static final Inflation NONE = new Inflation.None();

    /// A small random problem: columns along a meridian, observations of single state values.
    private record Problem(double[] state, List<Observation> observations, int[] element, double[] simulated) {
        static Problem of(long seed) {
            final SplittableRandom random = new SplittableRandom(seed);
            final double[] state = new double[COLUMNS * ROWS * N];
            for (int at = 0; at < state.length; at++) state[at] = 400 + at / N + 2 * random.nextGaussian();
            final List<Observation> observations = new ArrayList<>();
            final int[] element = new int[5];
            final double[] simulated = new double[5 * N];
            for (int o = 0; o < 5; o++) {
                element[o] = random.nextInt(COLUMNS * ROWS);
                observations.add(new Observation(
                        "o" + o,
                        5.0 * (element[o] / ROWS),
                        0,
                        405 + 3 * random.nextGaussian(),
                        0.5 + random.nextDouble()));
                System.arraycopy(state, element[o] * N, simulated, o * N, N);
            }
            return new Problem(state, observations, element, simulated);
        }

        double[] analysed(Localization localization, int threads) {
            final double[] analysed = state.clone();
            analyse(localization, threads, new StateBlock.Doubles(analysed, ROWS, N));
            return analysed;
        }

        SerialEnsrf.Analysis analyse(Localization localization, int threads, StateBlock... blocks) {
            try (NumericsPool pool = new NumericsPool(threads)) {
                return filter(localization, pool).analyse(observations, simulated, blocks);
            }
        }
    }

    private static SerialEnsrf filter(Localization localization, NumericsPool pool) {
        return new SerialEnsrf(N, MERIDIAN, new double[COLUMNS], localization, SQUARE_ROOT, NONE, pool);
    }

    @Law(tries = 30)
    void withoutLocalizationItIsTheExactKalmanUpdate(long seed) {
        final Problem problem = Problem.of(seed);
        final int size = COLUMNS * ROWS;
        final Matrix prior = Matrix.of(problem.state, size);
        final Matrix h = new Matrix(5, size);
        final Matrix r = new Matrix(5, 5);
        final Matrix y = new Matrix(5, 1);
        for (int o = 0; o < 5; o++) {
            h.set(o, problem.element[o], 1);
            r.set(o, o, problem.observations.get(o).errorVariance());
            y.set(o, 0, problem.observations.get(o).value());
        }
        // K = P H' (H P H' + R)^-1;  x <- x + K (y - H x);  P <- (I - K H) P
        final Matrix p = prior.covariance();
        final Matrix gain = p.times(h.transposed())
                .times(h.times(p).times(h.transposed()).plus(r).inverted());
        final Matrix mean = prior.mean().plus(gain.times(y.minus(h.times(prior.mean()))));
        final Matrix posterior = p.minus(gain.times(h).times(p));

        final Matrix analysed = Matrix.of(problem.analysed(EVERYWHERE, 1), size);
        assertThat(analysed.mean().minus(mean).largest()).isLessThan(1e-10);
        assertThat(analysed.covariance().minus(posterior).largest()).isLessThan(1e-11);
    }

    @Law(tries = 30)
    void withoutLocalizationTheOrderOfObservationsDoesNotMatter(long seed) {
        final Problem problem = Problem.of(seed);
        final List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
        Collections.shuffle(order, new Random(seed));
        final List<Observation> shuffled = new ArrayList<>();
        final double[] simulated = new double[5 * N];
        for (int o = 0; o < 5; o++) {
            shuffled.add(problem.observations.get(order.get(o)));
            System.arraycopy(problem.simulated, order.get(o) * N, simulated, o * N, N);
        }
        final Matrix one = Matrix.of(problem.analysed(EVERYWHERE, 1), COLUMNS * ROWS);
        final Matrix other = Matrix.of(
                new Problem(problem.state, shuffled, problem.element, simulated).analysed(EVERYWHERE, 1),
                COLUMNS * ROWS);
        assertThat(one.mean().minus(other.mean()).largest()).isLessThan(1e-10);
        assertThat(one.covariance().minus(other.covariance()).largest()).isLessThan(1e-11);
    }

    @Law(tries = 30)
    void twoPassesEqualOneThatUpdatesStateAndSimulatedValuesTogether(long seed) {
        final Problem problem = Problem.of(seed);
        final Localization localization = Localization.greatCircle(1500);
        final double[] expected = joint(problem, localization, localization);
        final double[] analysed = problem.analysed(localization, 2);
        for (int at = 0; at < expected.length; at++) assertThat(analysed[at]).isCloseTo(expected[at], within(1e-10));
    }

    @Test
    void leavingTheLocalizationOutOfTheSimulatedValuesGivesAnotherAnswer() {
        final Problem problem = Problem.of(4);
        final Localization localization = Localization.greatCircle(1500);
        final double[] wrong = joint(problem, localization, EVERYWHERE);
        final double[] analysed = problem.analysed(localization, 1);
        double largest = 0;
        for (int at = 0; at < wrong.length; at++) largest = Math.max(largest, Math.abs(analysed[at] - wrong[at]));
        assertThat(largest).isGreaterThan(0.1);
    }

    private static double[] joint(Problem problem, Localization ofState, Localization ofSimulated) {
        final double[] state = problem.state.clone();
        new JointEnsrf(N, new Places(MERIDIAN, new double[COLUMNS]), ROWS, ofState, ofSimulated)
                .analyse(problem.observations, state, problem.simulated.clone());
        return state;
    }

    /// Rows that fill no vector, one and several; members that come in no pairs; blocks that are worked on together.
    @ParameterizedTest
    @CsvSource({"2, 1, 1", "3, 8, 1", "5, 16, 0", "7, 15, 1", "12, 17, 3", "13, 33, 2", "50, 40, 1"})
    void rowsAndMembersMayBeOfAnyNumber(int members, int rowsOfOne, int rowsOfOther) {
        final SplittableRandom random = new SplittableRandom(members);
        final double[] one = new double[COLUMNS * rowsOfOne * members];
        final double[] other = new double[COLUMNS * rowsOfOther * members];
        for (int at = 0; at < one.length; at++) one[at] = 400 + random.nextGaussian();
        for (int at = 0; at < other.length; at++) other[at] = 1 + random.nextGaussian();
        final List<Observation> observations = List.of(
                new Observation("a", 0, 0, 402, 1),
                new Observation("b", 5, 0, 399, 0.5),
                new Observation("c", 10, 0, 401, 2));
        final double[] simulated = new double[3 * members];
        for (int o = 0; o < 3; o++) System.arraycopy(one, o * rowsOfOne * members, simulated, o * members, members);
        final Localization localization = Localization.greatCircle(1500);
        final Places columns = new Places(MERIDIAN, new double[COLUMNS]);
        final double[] expectedOne = one.clone();
        final double[] expectedOther = other.clone();
        new JointEnsrf(members, columns, rowsOfOne, localization, localization)
                .analyse(observations, expectedOne, simulated.clone());
        new JointEnsrf(members, columns, rowsOfOther, localization, localization)
                .analyse(observations, expectedOther, simulated.clone());
        try (NumericsPool pool = new NumericsPool(2)) {
            new SerialEnsrf(members, MERIDIAN, new double[COLUMNS], localization, SQUARE_ROOT, NONE, pool)
                    .analyse(
                            observations,
                            simulated,
                            new StateBlock.Doubles(one, rowsOfOne, members),
                            new StateBlock.Doubles(other, rowsOfOther, members));
        }
        assertThat(JointEnsrf.largestDifference(one, expectedOne)).isLessThan(1e-10);
        assertThat(JointEnsrf.largestDifference(other, expectedOther)).isLessThan(1e-10);
    }

    @Test
    void reportsWhatTheSimulatedValuesBecame() {
        final Problem problem = Problem.of(6);
        final double[] analysed = problem.state.clone();
        final var analysis = problem.analyse(EVERYWHERE, 1, new StateBlock.Doubles(analysed, ROWS, N));
        final Matrix before = Matrix.of(problem.state, COLUMNS * ROWS);
        final Matrix after = Matrix.of(analysed, COLUMNS * ROWS);
        for (int o = 0; o < 5; o++) {
            final int row = problem.element[o];
            assertThat(analysis.priorMean()[o]).isCloseTo(before.mean().get(row, 0), within(1e-10));
            assertThat(analysis.posteriorMean()[o]).isCloseTo(after.mean().get(row, 0), within(1e-10));
            assertThat(Math.pow(analysis.priorSpread()[o], 2))
                    .isCloseTo(before.covariance().get(row, row), within(1e-10));
            assertThat(Math.pow(analysis.posteriorSpread()[o], 2))
                    .isCloseTo(after.covariance().get(row, row), within(1e-10));
        }
    }

    @Test
    void threadsChangeNoBit() {
        final Problem problem = Problem.of(8);
        final Localization localization = Localization.greatCircle(1500);
        final double[] one = problem.analysed(localization, 1);
        assertThat(problem.analysed(localization, 2)).isEqualTo(one);
        assertThat(problem.analysed(localization, 3)).isEqualTo(one);
    }

    @Test
    void otherLanesAndFarColumnsKeepTheirBits() {
        final float[] co2 = new float[COLUMNS * ROWS * 16];
        final float[] factors = new float[COLUMNS * 2 * 16];
        final SplittableRandom random = new SplittableRandom(3);
        for (int at = 0; at < co2.length; at++) co2[at] = (float) (400 + random.nextGaussian());
        for (int at = 0; at < factors.length; at++) factors[at] = (float) (1 + 0.5 * random.nextGaussian());
        final float[] co2Before = co2.clone();
        final float[] factorsBefore = factors.clone();
        final double[] simulated = new double[N];
        for (int n = 0; n < N; n++) simulated[n] = co2[n];
        try (NumericsPool pool = new NumericsPool(2)) {
            filter(Localization.greatCircle(500), pool)
                    .analyse(
                            List.of(new Observation("o", 0, 0, 403, 1)),
                            simulated,
                            new StateBlock.Floats(co2, ROWS, 16),
                            new StateBlock.Floats(factors, 2, 16));
        }
        for (int at = 0; at < co2.length; at++)
            if (at % 16 >= N || at >= ROWS * 16) assertThat(co2[at]).isEqualTo(co2Before[at]);
            else assertThat(co2[at]).isNotEqualTo(co2Before[at]);
        for (int at = 0; at < factors.length; at++)
            if (at % 16 >= N || at >= 2 * 16) assertThat(factors[at]).isEqualTo(factorsBefore[at]);
            else assertThat(factors[at]).isNotEqualTo(factorsBefore[at]);
    }

    @Law(tries = 20)
    void anomaliesKeepTheirZeroSum(long seed) {
        final Problem problem = Problem.of(seed);
        final var pass = new ObservationPass(
                problem.observations, problem.simulated, N, Localization.greatCircle(2000), SQUARE_ROOT, NONE);
        for (int o = 0; o < 5; o++) {
            double sum = 0;
            for (int n = 0; n < N; n++) sum += pass.anomalies[o * N + n];
            assertThat(sum).isCloseTo(0, within(1e-11));
            assertThat(pass.posteriorSpread[o]).isLessThan(pass.priorSpread[o]);
        }
    }

    @Test
    void onAGridColumnsLieAtTheCells() {
        final LatLonGrid grid = new LatLonGrid(100, 20, 1, 4, 3);
        final double[] state = new double[grid.cells() * 2];
        for (int c = 0; c < grid.cells(); c++) state[2 * c + 1] = 2; // mean 1, variance 2
        try (NumericsPool pool = new NumericsPool(1)) {
            SerialEnsrf.onGrid(2, grid, Localization.greatCircle(120), SQUARE_ROOT, NONE, pool)
                    .analyse(
                            List.of(new Observation("o", 21.5, 102.5, 4, 2)),
                            new double[] {0, 2},
                            new StateBlock.Doubles(state, 1, 2));
        }
        final int cell = grid.cell(2, 1);
        assertThat(0.5 * (state[2 * cell] + state[2 * cell + 1])).isCloseTo(2.5, within(1e-12));
        assertThat(state[2 * cell + 1] - state[2 * cell]).isCloseTo(2 * Math.sqrt(0.5), within(1e-12));
        assertThat(state[2 * grid.cell(0, 1)]).isZero();
        assertThat(state[2 * grid.cell(1, 1)]).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void anErrorVarianceThatIsNotPositiveIsAnError(double variance) {
        assertThatThrownBy(() -> new Observation("oco2-7", 30, 110, 400, variance))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("error variance of observation oco2-7 at 30.0 N 110.0 E is " + variance + ", expected > 0");
    }

    @Test
    void mismatchedArgumentsAreErrors() {
        try (NumericsPool pool = new NumericsPool(1)) {
            assertThatThrownBy(
                            () -> new SerialEnsrf(1, new double[1], new double[1], EVERYWHERE, SQUARE_ROOT, NONE, pool))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("ensemble has 1 members, expected 2 or more");
            final SerialEnsrf filter = filter(EVERYWHERE, pool);
            assertThatThrownBy(() -> filter.analyse(List.of(), new double[3]))
                    .hasMessage("simulated has 3 values, expected 0 observations of 12 members");
            assertThatThrownBy(
                            () -> filter.analyse(List.of(), new double[0], new StateBlock.Floats(new float[7], 1, 16)))
                    .hasMessage("state block has 7 values, expected 6 columns of 1 rows of 16");
            assertThatThrownBy(
                            () -> filter.analyse(List.of(), new double[0], new StateBlock.Floats(new float[48], 1, 8)))
                    .hasMessageContaining("expected 12 members or more");
        }
    }
}
