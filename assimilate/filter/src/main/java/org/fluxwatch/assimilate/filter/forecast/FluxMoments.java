package org.fluxwatch.assimilate.filter.forecast;

/// A natural flux over the members, µmol m-2 s-1.
///
/// @param mean `[cells]`
/// @param spread standard deviation, N - 1 `[cells]`
public record FluxMoments(float[] mean, float[] spread) {}
