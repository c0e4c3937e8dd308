package org.fluxwatch.assimilate.filter.ensrf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxwatch.assimilate.filter.ensrf.JointEnsrf.largestDifference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The filter against the joint update of state and simulated values, and against `solve.py` of
/// `../shared/reference/ensrf`, on 200 and on 2000 observations of a world of 50 x 42 columns of 15 concentrations and
/// a flux, on a plane.
class FiveSeedsTest {
    private static final int NX = 50;
    private static final int NY = 42;
    private static final int COLUMNS = NX * NY;
    private static final int NZ = 15;
    private static final int ROWS = NZ + 1;
    private static final int N = 50;
    private static final double CELL_KM = 200;
    private static final double RADIUS_KM = 1280;
    private static final Localization LOCALIZATION = new Localization.Plane(new GaspariCohn(RADIUS_KM), CELL_KM);
    private static final double TOLERANCE = 1e-10;

    /// @param truth row r of column c at `c * ROWS + r`
    /// @param prior its member n at `(c * ROWS + r) * N + n`
    private record World(long seed, double[] truth, double[] prior) {
        private static final int WAVES = 8;

        /// Waves of some ten cells, drawn for each member anew.
        static World of(long seed) {
            final Random random = new Random(seed);
            final double[] truth = new double[COLUMNS * ROWS];
            final double[] prior = new double[COLUMNS * ROWS * N];
            for (int n = 0; n <= N; n++)
                for (int w = 0; w < WAVES; w++) {
                    final double alongX = 0.6 * random.nextGaussian();
                    final double alongY = 0.6 * random.nextGaussian();
                    final double upward = 0.3 * random.nextGaussian();
                    final double phase = 2 * Math.PI * random.nextDouble();
                    for (int at = 0; at < COLUMNS * ROWS; at++) {
                        final int column = at / ROWS;
                        final double wave = Math.cos(
                                alongX * (column % NX) + alongY * (column / NX) + upward * (at % ROWS % NZ) + phase);
                        if (n == N) truth[at] += wave;
                        else prior[at * N + n] += wave;
                    }
                }
            for (int at = 0; at < COLUMNS * ROWS; at++) {
                final int level = at % ROWS;
                final double base = level == NZ ? 1 : 410;
                final double amplitude = level == NZ ? 0.25 : 1 - 0.05 * level;
                truth[at] = base + amplitude * truth[at];
                for (int n = 0; n < N; n++) prior[at * N + n] = base + amplitude * prior[at * N + n];
            }
            return new World(seed, truth, prior);
        }

        Problem observed(int nObs) {
            final Random random = new Random(seed * 10_000 + nObs);
            final List<Integer> columns = new ArrayList<>();
            for (int c = 0; c < COLUMNS; c++) columns.add(c);
            Collections.shuffle(columns, random);
            final int[] column =
                    columns.stream().limit(nObs).mapToInt(Integer::intValue).toArray();
            final List<Observation> observations = new ArrayList<>();
            final double[] simulated = new double[nObs * N];
            for (int o = 0; o < nObs; o++) {
                double seen = random.nextGaussian();
                for (int at = column[o] * ROWS; at < column[o] * ROWS + NZ; at++) {
                    seen += truth[at] / NZ;
                    for (int n = 0; n < N; n++) simulated[o * N + n] += prior[at * N + n] / NZ;
                }
                observations.add(new Observation("o" + o, column[o] / NX, column[o] % NX, seen, 1));
            }
            return new Problem(this, column, observations, simulated);
        }

        double rmse(double[] members) {
            double squares = 0;
            for (int at = 0; at < truth.length; at++) {
                double mean = 0;
                for (int n = 0; n < N; n++) mean += members[at * N + n] / N;
                squares += (mean - truth[at]) * (mean - truth[at]);
            }
            return Math.sqrt(squares / truth.length);
        }
    }

    private record Problem(World world, int[] column, List<Observation> observations, double[] simulated) {
        double[] analysed(int threads) {
            final Places places = places();
            final double[] state = world.prior.clone();
            try (NumericsPool pool = new NumericsPool(threads)) {
                new SerialEnsrf(
                                N,
                                places.latitude(),
                                places.longitude(),
                                LOCALIZATION,
                                new UpdateMethod.SquareRoot(),
                                new Inflation.None(),
                                pool)
                        .analyse(observations, simulated, new StateBlock.Doubles(state, ROWS, N));
            }
            return state;
        }

        double[] joint(Localization ofSimulated) {
            final double[] state = world.prior.clone();
            new JointEnsrf(N, places(), ROWS, LOCALIZATION, ofSimulated)
                    .analyse(observations, state, simulated.clone());
            return state;
        }

        /// By NumPy, which takes members first, and rows before columns.
        double[] solved(Path folder) throws IOException, InterruptedException {
            final int nObs = observations.size();
            final double[] memberFirst = new double[world.prior.length];
            for (int at = 0; at < world.prior.length; at++) memberFirst[memberFirst(at)] = world.prior[at];
            final double[] hx = new double[nObs * N];
            for (int at = 0; at < hx.length; at++) hx[at % N * nObs + at / N] = simulated[at];
            Reference.write(folder.resolve("prior.f64"), memberFirst);
            Reference.write(folder.resolve("HX.f64"), hx);
            Reference.write(
                    folder.resolve("y.f64"),
                    observations.stream().mapToDouble(Observation::value).toArray());
            Reference.write(folder.resolve("col.i32"), column);
            Reference.write(folder.resolve("truth.f64"), new double[COLUMNS * ROWS]);
            Files.writeString(
                    folder.resolve("meta.json"),
                    "{\"nx\":%d,\"ny\":%d,\"nz\":%d,\"N\":%d,\"nobs\":%d,\"n\":%d,\"dx_km\":%s,\"R\":1,\"gc_c_km\":%s}"
                            .formatted(NX, NY, NZ, N, nObs, COLUMNS * ROWS, CELL_KM, RADIUS_KM / 2));
            Reference.run("solve.py", folder.toString());
            final double[] solved = Reference.doubles(folder.resolve("reference_post.f64"));
            final double[] state = new double[solved.length];
            for (int at = 0; at < state.length; at++) state[at] = solved[memberFirst(at)];
            return state;
        }

        private static int memberFirst(int at) {
            final int element = at / N;
            return (at % N * ROWS + element % ROWS) * COLUMNS + element / ROWS;
        }

        private static Places places() {
            final Places places = new Places(new double[COLUMNS], new double[COLUMNS]);
            for (int c = 0; c < COLUMNS; c++) {
                places.latitude()[c] = c / NX;
                places.longitude()[c] = c % NX;
            }
            return places;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyMemberEqualsTheJointUpdateWithAnyNumberOfThreads(long seed) {
        final World world = World.of(seed);
        for (int nObs : new int[] {200, 2000}) {
            final Problem problem = world.observed(nObs);
            final double[] analysed = problem.analysed(1);
            assertThat(largestDifference(analysed, problem.joint(LOCALIZATION))).isLessThan(TOLERANCE);
            for (int threads : new int[] {2, 3, 8})
                assertThat(Arrays.equals(problem.analysed(threads), analysed))
                        .as(threads + " threads")
                        .isTrue();
            assertThat(world.rmse(analysed)).isLessThan(world.rmse(world.prior));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyMemberEqualsTheSolutionInNumPy(long seed, @TempDir Path folder) throws IOException, InterruptedException {
        Reference.assumeThere("numpy");
        final World world = World.of(seed);
        for (int nObs : new int[] {200, 2000}) {
            final Problem problem = world.observed(nObs);
            assertThat(largestDifference(problem.analysed(2), problem.solved(folder)))
                    .isLessThan(TOLERANCE);
        }
    }

    /// The mistake of CTDAS: the observations still to come learn from everywhere, the state from nearby.
    @ParameterizedTest
    @ValueSource(ints = {200, 2000})
    void localizationLeftOutOfTheSimulatedValuesIsCaught(int nObs) {
        final Problem problem = World.of(1).observed(nObs);
        final double[] analysed = problem.analysed(2);
        final double[] mistaken = problem.joint(new Localization.None());
        assertThat(largestDifference(analysed, mistaken)).isGreaterThan(1e9 * TOLERANCE);
        assertThat(problem.world.rmse(mistaken)).isGreaterThan(problem.world.rmse(analysed));
    }
}
