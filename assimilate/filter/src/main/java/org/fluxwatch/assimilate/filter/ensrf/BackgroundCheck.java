package org.fluxwatch.assimilate.filter.ensrf;

/// The gate: an observation that lies too far from the background is not assimilated.
///
/// @param gatePpm greatest |o - b|, ppm
/// @param gateSigmas greatest |o - b| / √(s² + r); 0 for no such limit
public record BackgroundCheck(double gatePpm, double gateSigmas) {
    /// @param departurePpm o - b
    /// @param spreadPpm s of the simulated value over members
    /// @param errorPpm √r
    public boolean passes(double departurePpm, double spreadPpm, double errorPpm) {
        final double distance = Math.abs(departurePpm);
        return distance <= gatePpm && (gateSigmas == 0 || distance <= gateSigmas * Math.hypot(spreadPpm, errorPpm));
    }
}
