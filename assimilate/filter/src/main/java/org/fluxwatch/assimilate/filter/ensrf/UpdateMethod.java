package org.fluxwatch.assimilate.filter.ensrf;

import java.util.SplittableRandom;

/// How the anomalies of the members follow their mean. Both methods leave the anomalies' sum at zero, and differ in
/// what the gain of an observation is multiplied with:
/// ```
/// x̄  <- x̄  + K d                 either way
/// x' <- x' - α K y'               square root;  α = 1 / (1 + √(r / (s² + r)))
/// x' <- x' - K (y' - ε)           perturbed observations;  ε ~ N(0, r), Σₙ εₙ = 0
/// ```
public sealed interface UpdateMethod {
    /// The deterministic square root: the analysed variance is the Kalman filter's, exactly.
    /// Whitaker and Hamill (2002), Mon. Wea. Rev. 130, 1913-1924, Eq. 13.
    record SquareRoot() implements UpdateMethod {}

    /// Every member has an observation of its own: the analysed variance is the Kalman filter's with many members.
    /// Burgers, van Leeuwen and Evensen (1998), Mon. Wea. Rev. 126, 1719-1724.
    ///
    /// @param seed of all draws; those of an observation follow from it and the observation's id alone
    record PerturbedObservations(long seed) implements UpdateMethod {
        /// Takes ε, of zero mean over members, off y'.
        void perturb(Observation observation, double[] anomalies, int row, int nMembers) {
            final SplittableRandom random = new SplittableRandom(seedOf(observation.id()));
            final double errorPpm = Math.sqrt(observation.errorVariance());
            final double[] draws = new double[nMembers];
            for (int n = 0; n < nMembers; n++) draws[n] = errorPpm * random.nextGaussian();
            Rows.centre(draws, 0, nMembers);
            Rows.add(-1, draws, 0, anomalies, row, nMembers);
        }

        private long seedOf(String id) {
            long mixed = seed;
            for (int c = 0; c < id.length(); c++) mixed = 0x100000001b3L * (mixed ^ id.charAt(c)); // FNV-1a
            return mixed;
        }
    }
}
