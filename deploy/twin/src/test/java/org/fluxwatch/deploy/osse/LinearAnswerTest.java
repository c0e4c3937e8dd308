package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class LinearAnswerTest {
    private static final int N = 12;
    private static final int VARIABLES = 7;

    private final SplittableRandom random = new SplittableRandom(3);
    private final DMatrixRMaj h = random(N, VARIABLES);
    private final DMatrixRMaj noise = noise();
    private final DMatrixRMaj weights = random(VARIABLES, 1);
    private final LinearAnswer answer = new LinearAnswer(h.data.clone(), noise.data.clone(), N);
    private final LinearAnswer.Functional functional = answer.functional(weights.data);

    private DMatrixRMaj random(int rows, int columns) {
        final double[] values = random.doubles((long) rows * columns, -1, 1).toArray();
        return DMatrixRMaj.wrap(rows, columns, values);
    }

    private DMatrixRMaj noise() {
        final DMatrixRMaj root = random(N, N);
        final DMatrixRMaj noise = CommonOps_DDRM.identity(N);
        CommonOps_DDRM.multAddTransB(root, root, noise);
        return noise;
    }

    /// ℓ'H'(H H' + N)^-1 of the first observations, as a column.
    private DMatrixRMaj gain(int first) {
        final DMatrixRMaj seen = CommonOps_DDRM.extract(h, 0, first, 0, VARIABLES);
        final DMatrixRMaj s = CommonOps_DDRM.extract(noise, 0, first, 0, first);
        CommonOps_DDRM.multAddTransB(seen, seen, s);
        CommonOps_DDRM.invert(s);
        final DMatrixRMaj answers = CommonOps_DDRM.mult(seen, weights, null);
        return CommonOps_DDRM.mult(s, answers, null);
    }

    /// H'gain of the first observations: what the estimate answers to each variable.
    private DMatrixRMaj kernel(int first) {
        return CommonOps_DDRM.multTransA(CommonOps_DDRM.extract(h, 0, first, 0, VARIABLES), gain(first), null);
    }

    @Test
    void varianceAndEstimateAreThoseOfTheFormulaForAnyNumberOfObservations() {
        final double[] departures = random(N, 1).data;
        final double[] whitened = answer.whitened(departures);
        for (int first : new int[] {1, 5, N}) {
            double estimate = 0;
            for (int o = 0; o < first; o++) estimate += gain(first).get(o) * departures[o];
            double variance = 0;
            for (int at = 0; at < VARIABLES; at++)
                variance += weights.get(at) * (weights.get(at) - kernel(first).get(at));
            assertThat(functional.estimate(whitened, first)).isCloseTo(estimate, within(1e-10));
            assertThat(functional.variance(first)).isCloseTo(variance, within(1e-10));
        }
    }

    @Test
    void withoutObservationsThePriorIsLeft() {
        assertThat(functional.variance(0)).isEqualTo(functional.priorVariance());
        assertThat(functional.estimate(new double[N], 0)).isZero();
        assertThat(answer.noiseVariance(functional, 0)).isZero();
    }

    /// E over x of (gain H x - ℓ'x)² is the square of gain H - ℓ'.
    @Test
    void errorsOfTruthAndOfObservationsMakeUpThePosteriorVariance() {
        for (int first : new int[] {3, N}) {
            double missed = 0;
            for (int at = 0; at < VARIABLES; at++)
                missed += Math.pow(kernel(first).get(at) - weights.get(at), 2);
            assertThat(answer.noiseVariance(functional, first) + missed)
                    .isCloseTo(functional.variance(first), within(1e-10));
        }
    }
}
