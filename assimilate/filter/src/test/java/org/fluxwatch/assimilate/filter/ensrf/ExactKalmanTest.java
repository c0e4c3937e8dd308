package org.fluxwatch.assimilate.filter.ensrf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The filter against the Kalman update by matrices, on a small likeness of the reference problem: 8 x 6 columns of 7
/// concentrations and a flux, 50 members, column averages observed, on a plane.
class ExactKalmanTest {
    private static final int NX = 8;
    private static final int COLUMNS = NX * 6;
    private static final int NZ = 7;
    private static final int ROWS = NZ + 1;
    private static final int N = 50;
    private static final double ERROR_VARIANCE = 1;
    private static final double[] WEIGHTS = {0.22, 0.19, 0.17, 0.14, 0.12, 0.09, 0.07};
    private static final Localization NEAR = new Localization.Plane(new GaspariCohn(1280), 200);

    /// @param prior `[COLUMNS * ROWS, N]`, of a column first the concentrations (ppm), then the flux's factor
    /// @param observed columns observed
    private record Problem(Matrix prior, int[] observed, Matrix values) {
        static Problem of(long seed, int nObs) {
            final SplittableRandom random = new SplittableRandom(seed);
            final Matrix members = new Matrix(COLUMNS * ROWS, N + 1); // the last is the truth
            for (int n = 0; n <= N; n++)
                for (int wave = 0; wave < 8; wave++) {
                    final double alongX = 0.6 * random.nextGaussian();
                    final double alongY = 0.6 * random.nextGaussian();
                    final double upward = 0.3 * random.nextGaussian();
                    final double phase = 2 * Math.PI * random.nextDouble();
                    for (int at = 0; at < members.rows(); at++) {
                        final int c = at / ROWS;
                        final int k = at % ROWS;
                        final double height =
                                Math.cos(alongX * (c % NX) + alongY * (c / NX) + upward * (k % NZ) + phase);
                        final double base = wave > 0 ? 0 : k < NZ ? 410 : 1;
                        members.set(at, n, members.get(at, n) + base + (k < NZ ? 1 - 0.1 * k : 0.25) * height);
                    }
                }
            final int[] observed =
                    random.ints(0, COLUMNS).distinct().limit(nObs).toArray();
            final Matrix seen = operator(observed).times(members);
            final Matrix values = new Matrix(nObs, 1);
            for (int o = 0; o < nObs; o++)
                values.set(o, 0, seen.get(o, N) + Math.sqrt(ERROR_VARIANCE) * random.nextGaussian());
            final Matrix prior = new Matrix(COLUMNS * ROWS, N);
            for (int at = 0; at < prior.rows(); at++) for (int n = 0; n < N; n++) prior.set(at, n, members.get(at, n));
            return new Problem(prior, observed, values);
        }

        /// H, `[nObs, COLUMNS * ROWS]`.
        private static Matrix operator(int[] observed) {
            final Matrix h = new Matrix(observed.length, COLUMNS * ROWS);
            for (int o = 0; o < observed.length; o++)
                for (int k = 0; k < NZ; k++) h.set(o, observed[o] * ROWS + k, WEIGHTS[k]);
            return h;
        }

        Matrix h() {
            return operator(observed);
        }

        /// H P H' + R.
        Matrix total() {
            final Matrix total = h().times(prior.covariance()).times(h().transposed());
            for (int o = 0; o < observed.length; o++) total.set(o, o, total.get(o, o) + ERROR_VARIANCE);
            return total;
        }

        /// K = P H' (H P H' + R)^-1, `[COLUMNS * ROWS, nObs]`.
        Matrix gain() {
            return prior.covariance().times(h().transposed()).times(total().inverted());
        }

        /// The members after the filter, concentrations and fluxes in blocks of their own as in the daily cycle.
        Matrix analysed(Localization localization) {
            final double[] co2 = new double[COLUMNS * NZ * N];
            final double[] flux = new double[COLUMNS * N];
            final double[] y = new double[COLUMNS];
            final double[] x = new double[COLUMNS];
            for (int c = 0; c < COLUMNS; c++) {
                y[c] = c / NX;
                x[c] = c % NX;
                for (int n = 0; n < N; n++) {
                    for (int k = 0; k < NZ; k++) co2[(c * NZ + k) * N + n] = prior.get(c * ROWS + k, n);
                    flux[c * N + n] = prior.get(c * ROWS + NZ, n);
                }
            }
            final List<Observation> observations = new ArrayList<>();
            for (int o = 0; o < observed.length; o++)
                observations.add(
                        new Observation("o" + o, y[observed[o]], x[observed[o]], values.get(o, 0), ERROR_VARIANCE));
            final Matrix simulated = h().times(prior);
            final double[] rows = new double[observed.length * N];
            for (int at = 0; at < rows.length; at++) rows[at] = simulated.get(at / N, at % N);
            try (NumericsPool pool = new NumericsPool(2)) {
                new SerialEnsrf(N, y, x, localization, new UpdateMethod.SquareRoot(), new Inflation.None(), pool)
                        .analyse(
                                observations,
                                rows,
                                new StateBlock.Doubles(co2, NZ, N),
                                new StateBlock.Doubles(flux, 1, N));
            }
            final Matrix analysed = new Matrix(COLUMNS * ROWS, N);
            for (int c = 0; c < COLUMNS; c++)
                for (int n = 0; n < N; n++) {
                    for (int k = 0; k < NZ; k++) analysed.set(c * ROWS + k, n, co2[(c * NZ + k) * N + n]);
                    analysed.set(c * ROWS + NZ, n, flux[c * N + n]);
                }
            return analysed;
        }
    }

    /// x <- x + K (y - H x);  P <- (I - K H) P
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void withoutLocalizationMeanAndCovarianceAreKalmans(long seed) {
        final Problem problem = Problem.of(seed, 20);
        final Matrix prior = problem.prior.mean();
        final Matrix covariance = problem.prior.covariance();
        final Matrix mean =
                prior.plus(problem.gain().times(problem.values.minus(problem.h().times(prior))));
        final Matrix posterior =
                covariance.minus(problem.gain().times(problem.h()).times(covariance));

        final Matrix analysed = problem.analysed(new Localization.None());
        assertThat(analysed.mean().minus(mean).largest()).isLessThan(1e-10);
        assertThat(analysed.covariance().minus(posterior).largest()).isLessThan(1e-10);
        assertThat(mean.minus(prior).largest()).isGreaterThan(0.1);
    }

    /// Of one observation the tapered gain is exact: x' <- x' - a K H x', a = 1 / (1 + sqrt(R / (H P H' + R))),
    /// Whitaker and Hamill (2002), Eq. 13.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void withLocalizationEveryMemberOfOneObservationIsUpdatedByTheTaperedGain(long seed) {
        final Problem problem = Problem.of(seed, 1);
        final Matrix gain = problem.gain();
        final int place = problem.observed[0];
        for (int at = 0; at < gain.rows(); at++) {
            final int c = at / ROWS;
            gain.set(at, 0, gain.get(at, 0) * NEAR.taper(c / NX, c % NX, place / NX, place % NX));
        }
        final Matrix simulated = problem.h().times(problem.prior);
        final double mean = simulated.mean().get(0, 0);
        final double alpha = 1 / (1 + Math.sqrt(ERROR_VARIANCE / problem.total().get(0, 0)));
        final Matrix steps = new Matrix(1, N);
        for (int n = 0; n < N; n++)
            steps.set(0, n, problem.values.get(0, 0) - mean - alpha * (simulated.get(0, n) - mean));
        final Matrix expected = problem.prior.plus(gain.times(steps));
        assertThat(problem.analysed(NEAR).minus(expected).largest()).isLessThan(1e-10);
    }
}
