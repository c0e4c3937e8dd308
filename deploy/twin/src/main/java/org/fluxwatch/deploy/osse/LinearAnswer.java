package org.fluxwatch.deploy.osse;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/// The best linear estimate of functionals ℓ'x of independent variables x of variance 1 from observations H x + e, for
/// the first observations of any number.
/// ```
/// S = H H' + N = L L'        N: covariance of e
/// v = L^-1 H ℓ,  u = L^-1 d  of the first n observations the first n elements
/// ℓ'x̂ = v'u,  its error's variance = ℓ'ℓ - v'v
/// ```
/// The factor of the first n rows and columns is the first n rows and columns of the factor.
final class LinearAnswer {
    private final int observations;
    private final int variables;
    private final double[] h;
    private final double[] noise;
    private final double[] lower;

    /// A functional as the observations see it.
    ///
    /// @param priorVariance ℓ'ℓ
    /// @param seen v `[observations]`
    record Functional(double priorVariance, double[] seen) {
        /// Variance of the error that the first observations leave.
        double variance(int first) {
            double variance = priorVariance;
            for (int o = 0; o < first; o++) variance -= seen[o] * seen[o];
            return variance;
        }

        /// Estimate from the first departures.
        ///
        /// @param whitened u, see [LinearAnswer#whitened]
        double estimate(double[] whitened, int first) {
            double estimate = 0;
            for (int o = 0; o < first; o++) estimate += seen[o] * whitened[o];
            return estimate;
        }
    }

    /// @param h `[observations * variables]`, observations in the order of time; not copied
    /// @param noise N `[observations * observations]`, positive definite; not copied
    LinearAnswer(double[] h, double[] noise, int observations) {
        this.observations = observations;
        this.h = h;
        this.noise = noise;
        variables = h.length / observations;
        final DMatrixRMaj matrix = DMatrixRMaj.wrap(observations, variables, h);
        final DMatrixRMaj s = new DMatrixRMaj(observations, observations);
        CommonOps_DDRM.multTransB(matrix, matrix, s);
        CommonOps_DDRM.addEquals(s, DMatrixRMaj.wrap(observations, observations, noise));
        final CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(observations, true);
        if (!cholesky.decompose(s))
            throw new IllegalStateException("the covariance of " + observations + " observations is not positive");
        lower = cholesky.getT(null).data;
    }

    /// @param weights ℓ `[variables]`
    Functional functional(double[] weights) {
        final double[] seen = new double[observations];
        double variance = 0;
        for (double weight : weights) variance += weight * weight;
        for (int o = 0; o < observations; o++)
            for (int at = 0; at < variables; at++) seen[o] += h[o * variables + at] * weights[at];
        return new Functional(variance, whitened(seen));
    }

    /// L^-1 d.
    ///
    /// @param departures d `[observations]`
    double[] whitened(double[] departures) {
        final double[] whitened = departures.clone();
        for (int o = 0; o < observations; o++) {
            for (int before = 0; before < o; before++)
                whitened[o] -= lower[o * observations + before] * whitened[before];
            whitened[o] /= lower[o * observations + o];
        }
        return whitened;
    }

    /// Variance that e alone gives the estimate from the first observations: w'N w with L'w = v.
    double noiseVariance(Functional functional, int first) {
        final double[] gain = new double[first];
        System.arraycopy(functional.seen, 0, gain, 0, first);
        for (int o = first - 1; o >= 0; o--) {
            gain[o] /= lower[o * observations + o];
            for (int before = 0; before < o; before++) gain[before] -= lower[o * observations + before] * gain[o];
        }
        double variance = 0;
        for (int o = 0; o < first; o++)
            for (int other = 0; other < first; other++)
                variance += gain[o] * noise[o * observations + other] * gain[other];
        return variance;
    }
}
