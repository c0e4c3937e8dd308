package org.fluxwatch.assimilate.inversion.solve;

/// How well the observations of the later month agree with what was known before them.
public sealed interface Fit {
    /// @param observations how many
    /// @param chiSquare `(d - H m)'(H S H' + R)^-1 (d - H m)` an observation, m and S those of the prior and of
    /// what was carried in; 1 when the errors are as stated
    record OfObservations(int observations, double chiSquare) implements Fit {}

    /// There were none: the posterior is what was known before.
    record NoObservations() implements Fit {}
}
