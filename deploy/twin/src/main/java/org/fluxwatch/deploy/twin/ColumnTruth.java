package org.fluxwatch.deploy.twin;

import java.time.Instant;
import java.util.Optional;

/// What a truth run says of the air above a place.
@FunctionalInterface
public interface ColumnTruth {
    /// @param latitude degrees north
    /// @param longitude degrees east
    /// @return nothing where the truth run has no air
    Optional<TrueColumn> at(Instant time, double latitude, double longitude);
}
