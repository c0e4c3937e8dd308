package org.fluxwatch.assimilate.stream.port;

/// All that a day yields.
///
/// @param state at the next midnight
public record DayResult<S extends SystemState>(S state, DayProducts products) {}
