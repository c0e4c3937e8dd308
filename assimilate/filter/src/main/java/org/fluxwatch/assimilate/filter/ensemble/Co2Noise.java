package org.fluxwatch.assimilate.filter.ensemble;

/// How the members' concentrations err at the start and at the lateral boundary.
public sealed interface Co2Noise {
    /// Fields with a correlation length, of the size of a model's error.
    ///
    /// @param fields of standard deviation 1
    /// @param sdPpm standard deviation of the error, ppm
    record Correlated(CorrelatedNoise fields, double sdPpm) implements Co2Noise {}

    /// Noise of its own in every cell and layer, as in JDAS (Kou et al. 2.4).
    ///
    /// @param share standard deviation of the error as a share of the concentration; 0.05 there
    record Proportional(double share) implements Co2Noise {}
}
