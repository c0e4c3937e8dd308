package org.fluxwatch.assimilate.inversion.particles;

import org.fluxwatch.assimilate.inversion.row.Row;

/// A row and what became of its particles: released = left + atHorizon + astray.
///
/// @param released particles
/// @param left through the sides of the domain
/// @param atHorizon still inside at the horizon
/// @param astray without a place, as air flows were not finite; their weight is the row's `lost`
/// @param negative Σ of entries below zero, which the row does not have, ppm per µmol m-2 s-1; 0 unless the observation
///     answers negatively to some of its air
/// @param steps particle-steps done
public record Trace(Row row, int released, int left, int atHorizon, int astray, double negative, long steps) {}
