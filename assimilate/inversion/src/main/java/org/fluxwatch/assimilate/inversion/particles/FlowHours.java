package org.fluxwatch.assimilate.inversion.particles;

import java.util.Optional;

/// The prepared hours there are.
@FunctionalInterface
public interface FlowHours {
    /// @param hour hours from 1970-01-01T00Z to its begin
    Optional<FlowHour> at(long hour);
}
