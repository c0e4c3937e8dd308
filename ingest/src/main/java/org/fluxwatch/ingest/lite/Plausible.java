package org.fluxwatch.ingest.lite;

/// What values of a sounding can be at all, wide enough for every place and decade; outside it a file is damaged or of
/// another kind. What a user may wish narrower (XCO2, its uncertainty) is in the settings.
/// ```
/// PRIOR                150 to 1500   ppm   prior XCO2 and every level of the prior profile
/// SURFACE_PRESSURE     300 to 1100   hPa   333 on Mount Everest, 1085 the highest ever measured
/// KERNEL                -1 to 5      1     0 to 3 in real files (docs/formats.md 2.4)
/// PRESSURE_WEIGHT        0 to 1      1     every level
/// WEIGHT_SUM         0.999 to 1.001  1     1 within 1e-5 in real files
/// ```
enum Plausible {
    PRIOR(150, 1500),
    SURFACE_PRESSURE(300, 1100),
    KERNEL(-1, 5),
    PRESSURE_WEIGHT(0, 1),
    WEIGHT_SUM(0.999, 1.001);

    private final double least;
    private final double greatest;

    Plausible(double least, double greatest) {
        this.least = least;
        this.greatest = greatest;
    }

    /// False for NaN.
    boolean holds(double value) {
        return value >= least && value <= greatest;
    }

    /// @param values profiles one after another
    /// @return whether all of the profile that begins at `start` are
    boolean holds(float[] values, int start, int levels) {
        for (int i = start; i < start + levels; i++) if (!holds(values[i])) return false;
        return true;
    }
}
