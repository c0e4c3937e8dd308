package org.fluxwatch.assimilate.inversion.particles;

import java.time.Instant;

/// The time that particles of a receptor travel through, whole quarters of an hour; seconds since 1970-01-01T00Z.
public final class FlowSpan {
    private static final long QUARTER = 900;

    private FlowSpan() {}

    /// Begin of the first hour that an observation's particles need.
    public static Instant firstHour(Instant time, int horizonHours) {
        return Instant.ofEpochSecond(Math.floorDiv(end(time) - 3600L * horizonHours, 3600L) * 3600);
    }

    /// End of the last one.
    public static Instant lastHourEnd(Instant time) {
        return Instant.ofEpochSecond(Math.ceilDiv(end(time), 3600L) * 3600);
    }

    /// Where they start: the observation's time, to the nearest quarter of an hour.
    static long end(Receptor receptor) {
        return end(receptor.time());
    }

    private static long end(Instant time) {
        return Math.floorDiv(time.getEpochSecond() + QUARTER / 2, QUARTER) * QUARTER;
    }

    /// The horizon.
    static long begin(Receptor receptor, int horizonHours) {
        return end(receptor) - 3600L * horizonHours;
    }
}
