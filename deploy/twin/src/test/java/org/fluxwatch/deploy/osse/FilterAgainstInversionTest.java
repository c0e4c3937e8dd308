package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.filter.ensrf.Inflation;
import org.fluxwatch.assimilate.filter.ensrf.Localization;
import org.fluxwatch.assimilate.filter.ensrf.Observation;
import org.fluxwatch.assimilate.filter.ensrf.SerialEnsrf;
import org.fluxwatch.assimilate.filter.ensrf.StateBlock;
import org.fluxwatch.assimilate.filter.ensrf.UpdateMethod;
import org.fluxwatch.assimilate.inversion.solve.CellCorrelation;
import org.fluxwatch.assimilate.inversion.solve.Information;
import org.fluxwatch.assimilate.inversion.solve.Month;
import org.fluxwatch.assimilate.inversion.solve.MonthPosterior;
import org.fluxwatch.assimilate.inversion.solve.MonthRow;
import org.fluxwatch.assimilate.inversion.solve.PairPosterior;
import org.fluxwatch.assimilate.inversion.solve.PairPrior;
import org.fluxwatch.assimilate.inversion.solve.RegionWeights;
import org.fluxwatch.assimilate.inversion.solve.StateLayout;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.junit.jupiter.api.Test;

/// The serial filter without localization against the exact answer of the same linear problem: two systems that
/// share nothing but the problem.
class FilterAgainstInversionTest {
    private static final int CELLS = 40;
    private static final int STATE = 2 * CELLS;
    private static final int OBSERVATIONS = 60;
    private static final double ERROR_VARIANCE = 0.5;

    /// @param deviations prior `[STATE]`
    /// @param h `[OBSERVATIONS][STATE]`
    /// @param d innovations, ppm
    private record Problem(double[] deviations, double[][] h, double[] d) {
        static Problem of(long seed) {
            final SplittableRandom random = new SplittableRandom(seed);
            final double[] deviations = random.doubles(STATE, 0.2, 1).toArray();
            final double[] truth = Arrays.stream(deviations)
                    .map(sd -> sd * random.nextGaussian())
                    .toArray();
            final double[][] h = new double[OBSERVATIONS][];
            final double[] d = new double[OBSERVATIONS];
            for (int o = 0; o < OBSERVATIONS; o++) {
                h[o] = random.doubles(STATE, 0, 0.5).toArray();
                d[o] = Math.sqrt(ERROR_VARIANCE) * random.nextGaussian() + product(h[o], truth);
            }
            return new Problem(deviations, h, d);
        }

        private static double product(double[] row, double[] state) {
            double sum = 0;
            for (int c = 0; c < row.length; c++) sum += row[c] * state[c];
            return sum;
        }

        /// Mean and standard deviation `[2][STATE]`.
        double[][] exact(NumericsPool pool) {
            final StateLayout layout = new StateLayout(CELLS, 1, 0);
            final Information information = new Information(layout);
            for (int o = 0; o < OBSERVATIONS; o++)
                information.add(
                        new MonthRow(
                                "o" + o,
                                Instant.EPOCH.plusSeconds(o),
                                IntStream.range(0, STATE).toArray(),
                                h[o],
                                d[o],
                                ERROR_VARIANCE),
                        pool);
            final PairPosterior pair = PairPosterior.of(
                    information,
                    new PairPrior(
                            layout,
                            CellCorrelation.none(layout),
                            Arrays.copyOf(deviations, CELLS),
                            Arrays.copyOfRange(deviations, CELLS, STATE),
                            0,
                            Optional.empty()),
                    pool);
            final double[][] exact = new double[2][STATE];
            for (Month half : Month.values()) {
                final MonthPosterior month = pair.month(half, new RegionWeights(List.of(), new double[0][]));
                System.arraycopy(month.increment(), 0, exact[0], half.ordinal() * CELLS, CELLS);
                System.arraycopy(month.deviation(), 0, exact[1], half.ordinal() * CELLS, CELLS);
            }
            return exact;
        }

        /// Mean of an ensemble after the filter `[STATE]`.
        double[] filtered(int members, long seed, NumericsPool pool) {
            final SplittableRandom random = new SplittableRandom(seed);
            final double[] state = new double[STATE * members];
            for (int at = 0; at < state.length; at++) state[at] = deviations[at / members] * random.nextGaussian();
            final double[] simulated = new double[OBSERVATIONS * members];
            final List<Observation> observations = new ArrayList<>();
            for (int o = 0; o < OBSERVATIONS; o++) {
                observations.add(new Observation("o" + o, 0, 0, d[o], ERROR_VARIANCE));
                for (int c = 0; c < STATE; c++)
                    for (int n = 0; n < members; n++) simulated[o * members + n] += h[o][c] * state[c * members + n];
            }
            new SerialEnsrf(
                            members,
                            new double[STATE],
                            new double[STATE],
                            new Localization.None(),
                            new UpdateMethod.SquareRoot(),
                            new Inflation.None(),
                            pool)
                    .analyse(observations, simulated, new StateBlock.Doubles(state, 1, members));
            final double[] mean = new double[STATE];
            for (int at = 0; at < state.length; at++) mean[at / members] += state[at] / members;
            return mean;
        }
    }

    /// Departure of the filter's mean from the exact one, in posterior standard deviations, rms over state and
    /// seeds.
    private static double departure(int members, NumericsPool pool) {
        final int seeds = 6;
        double sum = 0;
        for (int seed = 0; seed < seeds; seed++) {
            final Problem problem = Problem.of(seed);
            final double[][] exact = problem.exact(pool);
            final double[] filtered = problem.filtered(members, 100 + seed, pool);
            for (int c = 0; c < STATE; c++) {
                final double z = (filtered[c] - exact[0][c]) / exact[1][c];
                sum += z * z;
            }
        }
        return Math.sqrt(sum / seeds / STATE);
    }

    /// So that a filter of many members comes to what the twin calls attainable.
    @Test
    void theAttainableIsTheInversionsPosterior() {
        final Problem problem = Problem.of(3);
        final double[] scaled = new double[OBSERVATIONS * STATE];
        final double[] noise = new double[OBSERVATIONS * OBSERVATIONS];
        for (int o = 0; o < OBSERVATIONS; o++) {
            for (int c = 0; c < STATE; c++) scaled[o * STATE + c] = problem.h[o][c] * problem.deviations[c];
            noise[o * OBSERVATIONS + o] = ERROR_VARIANCE;
        }
        final LinearAnswer attainable = new LinearAnswer(scaled, noise, OBSERVATIONS);
        final double[] whitened = attainable.whitened(problem.d);
        try (NumericsPool pool = new NumericsPool(1)) {
            final double[][] exact = problem.exact(pool);
            for (int c = 0; c < STATE; c++) {
                final double[] weights = new double[STATE];
                weights[c] = problem.deviations[c];
                final LinearAnswer.Functional cell = attainable.functional(weights);
                assertThat(cell.estimate(whitened, OBSERVATIONS)).isCloseTo(exact[0][c], within(1e-10));
                assertThat(Math.sqrt(cell.variance(OBSERVATIONS))).isCloseTo(exact[1][c], within(1e-10));
            }
        }
    }

    @Test
    void theFilterNearsTheExactAnswerAsTheRootOfItsMembers() {
        final int[] sizes = {250, 500, 1000, 2000};
        final double[] departures = new double[sizes.length];
        try (NumericsPool pool = new NumericsPool(2)) {
            for (int s = 0; s < sizes.length; s++) departures[s] = departure(sizes[s], pool);
        }
        assertThat(departures[3]).isLessThan(0.12);
        double xy = 0;
        double xx = 0;
        for (int s = 0; s < sizes.length; s++) {
            final double x = s - (sizes.length - 1) / 2.0;
            xy += x * Math.log(departures[s]) / Math.log(2);
            xx += x * x;
        }
        assertThat(xy / xx).as("slope of " + Arrays.toString(departures)).isBetween(-0.6, -0.4);
    }
}
