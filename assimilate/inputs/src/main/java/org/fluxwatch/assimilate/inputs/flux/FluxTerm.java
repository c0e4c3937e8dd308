package org.fluxwatch.assimilate.inputs.flux;

/// A variable that is part of a source's flux.
///
/// @param variable its name
/// @param sign -1 where the format counts uptake positive
record FluxTerm(String variable, int sign) {}
