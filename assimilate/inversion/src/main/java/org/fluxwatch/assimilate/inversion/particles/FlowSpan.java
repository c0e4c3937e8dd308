package org.fluxwatch.assimilate.inversion.particles;

/// The time that particles of a receptor travel through, whole quarters of an hour; seconds since 1970-01-01T00Z.
final class FlowSpan {
    private static final long QUARTER = 900;

    private FlowSpan() {}

    /// Where they start: the observation's time, to the nearest quarter of an hour.
    static long end(Receptor receptor) {
        return Math.floorDiv(receptor.time().getEpochSecond() + QUARTER / 2, QUARTER) * QUARTER;
    }

    /// The horizon.
    static long begin(Receptor receptor, int horizonHours) {
        return end(receptor) - 3600L * horizonHours;
    }
}
