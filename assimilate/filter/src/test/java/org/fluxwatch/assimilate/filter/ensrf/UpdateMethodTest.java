package org.fluxwatch.assimilate.filter.ensrf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxwatch.assimilate.filter.ensrf.UpdateMethod.PerturbedObservations;
import org.fluxwatch.assimilate.filter.ensrf.UpdateMethod.SquareRoot;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One scalar, prior mean 410 and variance 3, observed twice: 414 with error variance 1, 409 with 1.5. Kalman by hand:
/// precisions 1/3 + 1 + 2/3 = 2, so the posterior variance is 1/2 and its mean (410/3 + 414 + 409 * 2/3) / 2 =
/// 411.6667.
class UpdateMethodTest {
    private static final double MEAN = (410 / 3.0 + 414 + 409 * 2 / 3.0) / 2;
    private static final double VARIANCE = 0.5;
    private static final List<Observation> TWO =
            List.of(new Observation("oco2-1", 0, 0, 414, 1), new Observation("oco2-2", 0, 0, 409, 1.5));

    /// Members of sample mean 410 and sample variance 3, exactly.
    private static double[] prior(int nMembers, long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] members = new double[nMembers];
        for (int n = 0; n < nMembers; n++) members[n] = random.nextGaussian();
        final double mean = mean(members);
        for (int n = 0; n < nMembers; n++) members[n] -= mean;
        final double factor = Math.sqrt(3 / variance(members));
        for (int n = 0; n < nMembers; n++) members[n] = 410 + factor * members[n];
        return members;
    }

    private static double[] analysed(UpdateMethod update, double[] prior, List<Observation> observations) {
        final int nMembers = prior.length;
        final double[] simulated = new double[observations.size() * nMembers];
        for (int o = 0; o < observations.size(); o++) System.arraycopy(prior, 0, simulated, o * nMembers, nMembers);
        final double[] state = prior.clone();
        try (NumericsPool pool = new NumericsPool(1)) {
            final var analysis = new SerialEnsrf(
                            nMembers,
                            new double[1],
                            new double[1],
                            new Localization.None(),
                            update,
                            new Inflation.None(),
                            pool)
                    .analyse(observations, simulated, new StateBlock.Doubles(state, 1, nMembers));
            // both passes are the same filter
            for (int o = 0; o < observations.size(); o++) {
                assertThat(analysis.posteriorMean()[o]).isCloseTo(mean(state), within(1e-10));
                assertThat(analysis.posteriorSpread()[o]).isCloseTo(Math.sqrt(variance(state)), within(1e-10));
            }
        }
        return state;
    }

    private static double mean(double[] members) {
        return Arrays.stream(members).average().orElseThrow();
    }

    private static double variance(double[] members) {
        final double mean = mean(members);
        return Arrays.stream(members).map(x -> (x - mean) * (x - mean)).sum() / (members.length - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 50})
    void theSquareRootHasKalmansMeanAndVarianceWithAnyEnsemble(int nMembers) {
        final double[] analysed = analysed(new SquareRoot(), prior(nMembers, 1), TWO);
        assertThat(mean(analysed)).isCloseTo(MEAN, within(1e-11));
        assertThat(variance(analysed)).isCloseTo(VARIANCE, within(1e-12));
    }

    /// The mean of the first observation is Kalman's whatever was drawn, since the draws have no mean.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void perturbationsLeaveTheMeanOfOneObservation(long seed) {
        final double[] analysed = analysed(new PerturbedObservations(seed), prior(10, seed), TWO.subList(0, 1));
        assertThat(mean(analysed)).isCloseTo(410 + 0.75 * 4, within(1e-11));
    }

    /// The variance over members wanders by √(2 / N) of itself; that of the mean of many small ensembles less.
    @Test
    void perturbedObservationsConvergeToKalman() {
        double before = Double.MAX_VALUE;
        for (int nMembers : new int[] {10, 1_000, 100_000}) {
            double squares = 0;
            for (int seed = 0; seed < 20; seed++) {
                final double[] analysed = analysed(new PerturbedObservations(seed), prior(nMembers, 99 + seed), TWO);
                squares += Math.pow(variance(analysed) - VARIANCE, 2) + Math.pow(mean(analysed) - MEAN, 2);
            }
            final double error = Math.sqrt(squares / 20);
            assertThat(error).isLessThan(before / 5).isLessThan(3 / Math.sqrt(nMembers));
            before = error;
        }
    }

    @Test
    void anObservationsDrawsFollowFromSeedAndIdAlone() {
        final double[] prior = prior(10, 4);
        final double[] once = analysed(new PerturbedObservations(7), prior, TWO);
        assertThat(analysed(new PerturbedObservations(7), prior, TWO)).isEqualTo(once);
        assertThat(analysed(new PerturbedObservations(8), prior, TWO)).isNotEqualTo(once);
        assertThat(analysed(
                        new PerturbedObservations(7),
                        prior,
                        List.of(new Observation("oco2-9", 0, 0, 414, 1), TWO.getLast())))
                .isNotEqualTo(once);
    }

    @Test
    void drawsHaveNoMeanAndTheVarianceOfTheError() {
        final int nMembers = 100_000;
        final double[] draws = new double[nMembers];
        new PerturbedObservations(1).perturb(TWO.getLast(), draws, 0, nMembers);
        assertThat(mean(draws)).isCloseTo(0, within(1e-14));
        assertThat(variance(draws)).isCloseTo(1.5, within(0.03));
        final double[] others = new double[nMembers];
        new PerturbedObservations(1).perturb(TWO.getFirst(), others, 0, nMembers);
        assertThat(Rows.dot(draws, 0, others, 0, nMembers) / nMembers).isCloseTo(0, within(0.02));
    }

    /// x <- x + K (y + ε - y'), straight from Burgers et al. (1998), member by member and with its own taper.
    @Test
    void aDistantColumnFollowsEveryMembersOwnObservation() {
        final PerturbedObservations update = new PerturbedObservations(11);
        final int nMembers = 9;
        final double[] here = prior(nMembers, 5);
        final double[] there = prior(nMembers, 6);
        final Observation observation = TWO.getFirst();
        final double[] state = new double[2 * nMembers];
        System.arraycopy(here, 0, state, 0, nMembers);
        System.arraycopy(there, 0, state, nMembers, nMembers);
        final Localization localization = Localization.greatCircle(2000);
        try (NumericsPool pool = new NumericsPool(2)) {
            new SerialEnsrf(
                            nMembers,
                            new double[] {0, 8},
                            new double[2],
                            localization,
                            update,
                            new Inflation.None(),
                            pool)
                    .analyse(List.of(observation), here, new StateBlock.Doubles(state, 1, nMembers));
        }
        final double[] minusDraws = new double[nMembers];
        update.perturb(observation, minusDraws, 0, nMembers);
        double covariance = 0;
        for (int n = 0; n < nMembers; n++) covariance += (here[n] - 410) * (there[n] - 410) / (nMembers - 1);
        final double gain = localization.taper(0, 0, 8, 0) * covariance / (3 + 1);
        for (int n = 0; n < nMembers; n++) {
            assertThat(state[n]).isCloseTo(here[n] + 0.75 * (414 - minusDraws[n] - here[n]), within(1e-10));
            assertThat(state[nMembers + n]).isCloseTo(there[n] + gain * (414 - minusDraws[n] - here[n]), within(1e-10));
        }
    }
}
