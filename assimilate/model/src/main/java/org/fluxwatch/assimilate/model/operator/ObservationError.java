package org.fluxwatch.assimilate.model.operator;

import org.fluxwatch.contract.record.Superobservation;

/// How wrong a superobservation is taken to be: `√(σ² (c + (1 - c) / n) + e²)`, σ as it came, n its soundings.
///
/// @param correlation c, of the errors of its soundings
/// @param representationPpm e, what its place does not show of the model's cell
public record ObservationError(double correlation, double representationPpm) {
    /// Standard deviation, ppm.
    public double ppm(Superobservation observation) {
        return Math.hypot(
                observation.errorPpm() * Math.sqrt(correlation + (1 - correlation) / observation.soundings()),
                representationPpm);
    }
}
