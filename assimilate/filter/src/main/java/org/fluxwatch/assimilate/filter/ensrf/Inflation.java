package org.fluxwatch.assimilate.filter.ensrf;

/// What is done against an ensemble that believes too much in itself. It works on the anomalies of one row of the state
/// that an observation of the hour reaches, once an hour: before its first observation or after its last. The mean
/// stays.
/// ```
/// multiplicative   x'b <- factor x'b                     before
/// rtps             x'a <- x'a (alpha (sb - sa) / sa + 1)  after; sb, sa: standard deviations before and after
/// rtpp             x'a <- (1 - alpha) x'a + alpha x'b     after
/// ```
/// Source: Whitaker and Hamill (2012), Mon. Wea. Rev. 140, 3078-3089.
public sealed interface Inflation {
    record None() implements Inflation {}

    /// @param factor of the anomalies (not of the variance), 1 or more
    record Multiplicative(double factor) implements Inflation {
        public Multiplicative {
            if (!(factor >= 1 && factor < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("inflation factor is " + factor + ", expected 1 or more");
        }
    }

    /// Relaxation to the prior spread.
    ///
    /// @param alpha share of the way back, 0 to 1
    record Rtps(double alpha) implements Inflation {
        public Rtps {
            checkShare(alpha);
        }
    }

    /// Relaxation to the prior perturbations.
    ///
    /// @param alpha share of the way back, 0 to 1
    record Rtpp(double alpha) implements Inflation {
        public Rtpp {
            checkShare(alpha);
        }
    }

    private static void checkShare(double alpha) {
        if (!(alpha >= 0 && alpha <= 1))
            throw new IllegalArgumentException("inflation alpha is " + alpha + ", expected 0 to 1");
    }

    /// Before the hour's first observation.
    ///
    /// @param anomalies x'b `[row .. row + N]`, in place
    default void beforeUpdate(double[] anomalies, int row, int nMembers) {
        switch (this) {
            case Multiplicative m -> Rows.scale(m.factor(), anomalies, row, nMembers);
            case None _, Rtps _, Rtpp _ -> {}
        }
    }

    /// After the hour's last observation.
    ///
    /// @param anomalies x'a, in place
    /// @param prior x'b, as the first observation found them
    default void afterUpdate(double[] anomalies, int row, double[] prior, int rowPrior, int nMembers) {
        switch (this) {
            case None _, Multiplicative _ -> {}
            case Rtps rtps -> {
                final double sa = Math.sqrt(Rows.dot(anomalies, row, anomalies, row, nMembers));
                final double sb = Math.sqrt(Rows.dot(prior, rowPrior, prior, rowPrior, nMembers));
                // members that are all alike have no direction to be spread in
                if (sa != 0) Rows.scale(rtps.alpha() * (sb - sa) / sa + 1, anomalies, row, nMembers);
            }
            case Rtpp rtpp -> {
                Rows.scale(1 - rtpp.alpha(), anomalies, row, nMembers);
                Rows.add(rtpp.alpha(), prior, rowPrior, anomalies, row, nMembers);
            }
        }
    }
}
