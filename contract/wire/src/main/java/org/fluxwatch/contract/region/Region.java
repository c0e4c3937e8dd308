package org.fluxwatch.contract.region;

/// A part of the earth that fluxes are summed over.
public sealed interface Region permits BoxRegion, PolygonRegion {
    /// As reports name it.
    String name();

    /// @param latitude degrees north
    /// @param longitude degrees east, of any turn
    boolean contains(double latitude, double longitude);

    /// The whole of it, exact but for rounding, m².
    double areaM2();
}
