package org.fluxwatch.assimilate.inputs;

import java.time.Instant;

/// Winds and what mixes, on the model's grid and levels.
public interface Meteorology extends ModelInput {
    /// The fields at a full hour. The same hour gives the same bits.
    ///
    /// @param hour full hour, UTC
    Fields at(Instant hour);

    /// Fields at one instant; columns first: value (column, k) is at `column * nz + k`, level 0 lowest.
    ///
    /// @param surfacePressurePa `[cells]`
    /// @param u wind along the grid's x axis at cell centres, m s-1 `[cells * nz]`
    /// @param v wind along the grid's y axis at cell centres, m s-1 `[cells * nz]`
    /// @param temperatureK `[cells * nz]`
    /// @param specificHumidity kg water vapour per kg moist air `[cells * nz]`
    /// @param boundaryLayerHeightM `[cells]`
    /// @param frictionVelocity m s-1 `[cells]`
    /// @param sensibleHeatFlux from the ground to the air, W m-2 `[cells]`; 0 where it is not known: mixing is then
    ///     neutral
    record Fields(
            Instant time,
            float[] surfacePressurePa,
            float[] u,
            float[] v,
            float[] temperatureK,
            float[] specificHumidity,
            float[] boundaryLayerHeightM,
            float[] frictionVelocity,
            float[] sensibleHeatFlux) {}
}
