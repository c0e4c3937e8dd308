package org.fluxwatch.assimilate.inversion.particles;

import java.time.Instant;
import org.fluxwatch.assimilate.model.operator.StateWeights;

/// An observation as particles see it.
///
/// @param id of the observation
/// @param time UTC
/// @param weights of the model's air in the simulated value, as [org.fluxwatch.assimilate.model.operator.StateOperator]
///     gives them: a column's h A, or a station's height
public record Receptor(String id, Instant time, StateWeights weights) {}
