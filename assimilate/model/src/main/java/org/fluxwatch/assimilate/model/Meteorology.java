package org.fluxwatch.assimilate.model;

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
    /// @param temperatureK `[cells * nz]`
    /// @param specificHumidity kg water vapour per kg moist air `[cells * nz]`
    /// @param boundaryLayerHeightM `[cells]`
    /// @param frictionVelocity m s-1 `[cells]`
    /// @param sensibleHeatFlux from the ground to the air, W m-2 `[cells]`; 0 where it is not known: mixing is then
    ///     neutral
    record Fields(
            Instant time,
            float[] surfacePressurePa,
            Winds winds,
            float[] temperatureK,
            float[] specificHumidity,
            float[] boundaryLayerHeightM,
            float[] frictionVelocity,
            float[] sensibleHeatFlux) {}

    /// Winds along the grid's axes, m s-1.
    sealed interface Winds {
        /// At cell centres.
        ///
        /// @param u along x `[cells * nz]`
        /// @param v along y `[cells * nz]`
        record AtCells(float[] u, float[] v) implements Winds {}

        /// Across the faces of the cells, each a mean along its face.
        ///
        /// @param x along x through x-faces; of face i (0 to nx) of row j at `(j * (nx + 1) + i) * nz + k`
        /// @param y along y through y-faces; of face j (0 to ny) of column i at `(j * nx + i) * nz + k`
        record OnFaces(float[] x, float[] y) implements Winds {}
    }
}
