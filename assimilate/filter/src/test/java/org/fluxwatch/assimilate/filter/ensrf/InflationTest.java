package org.fluxwatch.assimilate.filter.ensrf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.testing.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two columns of one row and three members: the observation sees the first column and does not reach the second one.
/// By hand: s² = 1, r = 3, d = 4, so K = 1/4, α = 1 / (1 + √(3/4)), sa² = s² r / (s² + r) = 3/4.
class InflationTest {
    private static final int N = 3;
    private static final double SA = Math.sqrt(0.75);
    private static final Localization OWN_COLUMN = Localization.greatCircle(100);
    private static final UpdateMethod SQUARE_ROOT = new UpdateMethod.SquareRoot();
    private static final double[] PRIOR = {9, 10, 11, 20, 22, 24};
    private static final List<Observation> OBSERVATION = List.of(new Observation("o", 0, 0, 14, 3));
    private static final double[] SIMULATED = {9, 10, 11};

    private record Outcome(double[] state, SerialEnsrf.Analysis analysis) {}

    private static Outcome analysed(Inflation inflation) {
        final double[] state = PRIOR.clone();
        try (NumericsPool pool = new NumericsPool(1)) {
            final SerialEnsrf filter =
                    new SerialEnsrf(N, new double[] {0, 5}, new double[2], OWN_COLUMN, SQUARE_ROOT, inflation, pool);
            final var analysis = filter.analyse(OBSERVATION, SIMULATED, new StateBlock.Doubles(state, 1, N));
            return new Outcome(state, analysis);
        }
    }

    private static void assertFirstColumn(Outcome outcome, double mean, double spread) {
        final double[] expected = {mean - spread, mean, mean + spread};
        for (int n = 0; n < N; n++) assertThat(outcome.state[n]).isCloseTo(expected[n], within(1e-13));
        assertThat(outcome.analysis.posteriorMean()[0]).isCloseTo(mean, within(1e-13));
        assertThat(outcome.analysis.posteriorSpread()[0]).isCloseTo(spread, within(1e-13));
        assertThat(outcome.analysis.columns().increment()).containsExactly(new double[] {mean - 10, 0}, within(1e-13));
        assertThat(outcome.analysis.columns().spread()).containsExactly(new double[] {spread, 0}, within(1e-13));
        assertThat(Arrays.copyOfRange(outcome.state, N, 2 * N)).containsExactly(20, 22, 24);
    }

    @Test
    void withoutInflationTheUpdateIsKalmans() {
        assertFirstColumn(analysed(new Inflation.None()), 11, SA);
    }

    @Test
    void multiplicativeWidensThePriorOfStateAndSimulatedValuesAlike() {
        // s = 2: K = 4/7, sa² = 4 * 3 / 7
        final Outcome outcome = analysed(new Inflation.Multiplicative(2));
        assertFirstColumn(outcome, 10 + 4 * 4 / 7.0, Math.sqrt(12 / 7.0));
        assertThat(outcome.analysis.priorSpread()).containsExactly(2);
    }

    @Test
    void rtpsGoesItsShareOfTheWayBackToThePriorSpread() {
        assertFirstColumn(analysed(new Inflation.Rtps(0.5)), 11, 0.5 * (1 + SA));
        assertFirstColumn(analysed(new Inflation.Rtps(1)), 11, 1);
    }

    @Test
    void rtppGoesItsShareOfTheWayBackToThePriorAnomalies() {
        assertFirstColumn(analysed(new Inflation.Rtpp(0.25)), 11, 0.75 * SA + 0.25);
        assertFirstColumn(analysed(new Inflation.Rtpp(1)), 11, 1);
    }

    /// Six columns of two rows along a meridian and five observations, 12 members, a flux block of its own.
    private record Problem(double[] co2, double[] flux, List<Observation> observations, double[] simulated) {
        static final int MEMBERS = 12;

        static Problem of(long seed) {
            final SplittableRandom random = new SplittableRandom(seed);
            final double[] co2 = new double[6 * 2 * MEMBERS];
            final double[] flux = new double[6 * MEMBERS];
            for (int at = 0; at < co2.length; at++) co2[at] = 400 + at / MEMBERS + 2 * random.nextGaussian();
            for (int at = 0; at < flux.length; at++) flux[at] = 1 + 0.5 * random.nextGaussian();
            final Observation[] observations = new Observation[5];
            final double[] simulated = new double[5 * MEMBERS];
            for (int o = 0; o < 5; o++) {
                final int column = o == 4 ? 0 : o;
                observations[o] = new Observation("o" + o, 5.0 * column, 0, 405 + 3 * random.nextGaussian(), 0.5 + o);
                System.arraycopy(co2, 2 * column * MEMBERS, simulated, o * MEMBERS, MEMBERS);
            }
            return new Problem(co2, flux, List.of(observations), simulated);
        }

        /// Concentrations and flux rows, one after the other.
        double[] analysed(Inflation inflation, int threads, Optional<Localization> ofFlux) {
            final double[] newCo2 = co2.clone();
            final double[] newFlux = flux.clone();
            try (NumericsPool pool = new NumericsPool(threads)) {
                new SerialEnsrf(
                                MEMBERS,
                                new double[] {0, 5, 10, 15, 20, 60},
                                new double[6],
                                Localization.greatCircle(1500),
                                SQUARE_ROOT,
                                inflation,
                                pool)
                        .analyse(
                                observations,
                                simulated,
                                new StateBlock.Doubles(newCo2, 2, MEMBERS),
                                new StateBlock.Doubles(newFlux, 1, MEMBERS, ofFlux, Optional.empty()));
            }
            final double[] both = Arrays.copyOf(newCo2, newCo2.length + newFlux.length);
            System.arraycopy(newFlux, 0, both, newCo2.length, newFlux.length);
            return both;
        }

        double[] analysed(Inflation inflation) {
            return analysed(inflation, 1, Optional.empty());
        }

        double[] prior() {
            final double[] both = Arrays.copyOf(co2, co2.length + flux.length);
            System.arraycopy(flux, 0, both, co2.length, flux.length);
            return both;
        }
    }

    private static double mean(double[] rows, int row) {
        return Arrays.stream(rows, row, row + Problem.MEMBERS).average().orElseThrow();
    }

    private static double spread(double[] rows, int row) {
        final double mean = mean(rows, row);
        return Math.sqrt(Arrays.stream(rows, row, row + Problem.MEMBERS)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (Problem.MEMBERS - 1));
    }

    @Law(tries = 20)
    void relaxationLeavesTheMeanOfTheUpdate(long seed) {
        final Problem problem = Problem.of(seed);
        final double[] plain = problem.analysed(new Inflation.None());
        for (Inflation inflation : List.of(new Inflation.Rtps(0.7), new Inflation.Rtpp(0.7))) {
            final double[] relaxed = problem.analysed(inflation);
            for (int row = 0; row < plain.length; row += Problem.MEMBERS)
                assertThat(mean(relaxed, row)).isCloseTo(mean(plain, row), within(1e-11));
        }
    }

    @Law(tries = 20)
    void fullRelaxationRestoresTheSpreadOrTheAnomaliesOfThePrior(long seed) {
        final Problem problem = Problem.of(seed);
        final double[] prior = problem.prior();
        final double[] rtps = problem.analysed(new Inflation.Rtps(1));
        final double[] rtpp = problem.analysed(new Inflation.Rtpp(1));
        for (int row = 0; row < prior.length; row += Problem.MEMBERS) {
            assertThat(spread(rtps, row)).isCloseTo(spread(prior, row), within(1e-11));
            for (int n = row; n < row + Problem.MEMBERS; n++)
                assertThat(rtpp[n] - mean(rtpp, row)).isCloseTo(prior[n] - mean(prior, row), within(1e-11));
        }
    }

    /// A state that is inflated first and then analysed without, columns out of reach left as they are.
    @Law(tries = 20)
    void multiplicativeEqualsAnInflatedPrior(long seed) {
        final Problem problem = Problem.of(seed);
        final double[] expected = new Problem(
                        widened(problem.co2, 5 * 2),
                        widened(problem.flux, 5),
                        problem.observations,
                        widened(problem.simulated, 5))
                .analysed(new Inflation.None());
        final double[] actual = problem.analysed(new Inflation.Multiplicative(1.3));
        for (int at = 0; at < actual.length; at++) assertThat(actual[at]).isCloseTo(expected[at], within(1e-10));
    }

    private static double[] widened(double[] rows, int nRows) {
        final double[] widened = rows.clone();
        for (int row = 0; row < nRows; row++) {
            final int at = row * Problem.MEMBERS;
            final double mean = mean(rows, at);
            for (int n = at; n < at + Problem.MEMBERS; n++) widened[n] = mean + 1.3 * (rows[n] - mean);
        }
        return widened;
    }

    @Law(tries = 20)
    void anomaliesKeepTheirZeroSum(long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] prior = random.doubles(10, -3, 3).toArray();
        final double[] before = random.doubles(10, -2, 2).toArray();
        Rows.centre(prior, 0, 10);
        Rows.centre(before, 0, 10);
        for (Inflation inflation :
                List.of(new Inflation.Multiplicative(1.7), new Inflation.Rtps(0.9), new Inflation.Rtpp(0.9))) {
            final double[] anomalies = before.clone();
            inflation.beforeUpdate(anomalies, 0, 10);
            inflation.afterUpdate(anomalies, 0, prior, 0, 10);
            assertThat(anomalies).isNotEqualTo(before);
            assertThat(Arrays.stream(anomalies).sum()).isCloseTo(0, within(1e-13));
        }
    }

    @Law(tries = 20)
    void inflationsThatDoNothingChangeNoBit(long seed) {
        final Problem problem = Problem.of(seed);
        final double[] plain = problem.analysed(new Inflation.None());
        for (Inflation inflation :
                List.of(new Inflation.Multiplicative(1), new Inflation.Rtps(0), new Inflation.Rtpp(0)))
            assertThat(problem.analysed(inflation)).isEqualTo(plain);
    }

    @Test
    void threadsChangeNoBit() {
        final Problem problem = Problem.of(5);
        for (Inflation inflation :
                List.of(new Inflation.Multiplicative(1.1), new Inflation.Rtps(0.6), new Inflation.Rtpp(0.6)))
            assertThat(problem.analysed(inflation, 3, Optional.empty())).isEqualTo(problem.analysed(inflation));
    }

    @Test
    void membersAllAlikeStayAlike() {
        final double[] anomalies = new double[4];
        new Inflation.Rtps(1).afterUpdate(anomalies, 0, new double[4], 0, 4);
        assertThat(anomalies).containsOnly(0);
    }

    @Test
    void aBlockLearnsWithinItsOwnRadius() {
        final Problem problem = Problem.of(7);
        final Inflation inflation = new Inflation.Rtps(0.5);
        final double[] same = problem.analysed(inflation);
        final double[] own = problem.analysed(inflation, 2, Optional.of(Localization.greatCircle(300)));
        final int fluxAt = problem.co2.length;
        assertThat(Arrays.copyOf(own, fluxAt)).isEqualTo(Arrays.copyOf(same, fluxAt));
        // the fifth column lies 556 km from the nearest observation
        final int from = fluxAt + 4 * Problem.MEMBERS;
        final double[] prior = problem.prior();
        assertThat(Arrays.copyOfRange(same, from, from + Problem.MEMBERS))
                .isNotEqualTo(Arrays.copyOfRange(prior, from, from + Problem.MEMBERS));
        assertThat(Arrays.copyOfRange(own, from, own.length)).isEqualTo(Arrays.copyOfRange(prior, from, prior.length));
        assertThat(Arrays.copyOfRange(own, fluxAt, from)).isNotEqualTo(Arrays.copyOfRange(prior, fluxAt, from));
        assertThat(problem.analysed(inflation, 1, Optional.of(Localization.greatCircle(1500))))
                .isEqualTo(same);
    }

    @Test
    void aNumberThatIsNoneAnywhereInAColumnShowsInItsSpread() {
        final Problem problem = Problem.of(9);
        problem.flux[2 * Problem.MEMBERS + 3] = Double.NaN;
        try (NumericsPool pool = new NumericsPool(2)) {
            final double[] spread = new SerialEnsrf(
                            Problem.MEMBERS,
                            new double[] {0, 5, 10, 15, 20, 60},
                            new double[6],
                            Localization.greatCircle(1500),
                            SQUARE_ROOT,
                            new Inflation.None(),
                            pool)
                    .analyse(
                            problem.observations,
                            problem.simulated,
                            new StateBlock.Doubles(problem.co2, 2, Problem.MEMBERS),
                            new StateBlock.Doubles(problem.flux, 1, Problem.MEMBERS))
                    .columns()
                    .spread();
            for (int c = 0; c < 5; c++) assertThat(Double.isNaN(spread[c])).isEqualTo(c == 2);
            assertThat(spread[5]).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aFactorBelowOneIsAnError(double factor) {
        assertThatThrownBy(() -> new Inflation.Multiplicative(factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inflation factor is " + factor + ", expected 1 or more");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void aShareOutsideZeroToOneIsAnError(double alpha) {
        assertThatThrownBy(() -> new Inflation.Rtps(alpha))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inflation alpha is " + alpha + ", expected 0 to 1");
        assertThatThrownBy(() -> new Inflation.Rtpp(alpha)).isInstanceOf(IllegalArgumentException.class);
    }
}
