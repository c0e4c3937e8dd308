package org.fluxwatch.assimilate.inputs;

import java.time.Instant;

/// CO2 outside and at the start: what flows in at the lateral boundary, and the initial field.
public interface GlobalCo2 {
    /// Dry-air mole fraction at one place.
    ///
    /// @param latitude degrees north
    /// @param longitude degrees east
    /// @param pressurePa layer mid-pressures `[nz]`
    /// @param ppm receives the mole fractions `[nz]`
    void profile(Instant time, double latitude, double longitude, double[] pressurePa, double[] ppm);

    /// In one line, for products.
    String description();
}
