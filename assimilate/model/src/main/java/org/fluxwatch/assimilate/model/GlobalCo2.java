package org.fluxwatch.assimilate.model;

import java.time.Instant;
import org.fluxwatch.contract.grid.SigmaLevels;

/// CO2 outside and at the start: what flows in at the lateral boundary, and the initial field.
public interface GlobalCo2 extends ModelInput {
    /// Dry-air mole fraction of the model's layers at one place.
    ///
    /// @param latitude degrees north
    /// @param longitude degrees east
    /// @param surfacePressurePa the model's
    /// @param ppm receives the means of the layers `[nz]`
    void profile(
            Instant time,
            double latitude,
            double longitude,
            SigmaLevels levels,
            double surfacePressurePa,
            double[] ppm);
}
