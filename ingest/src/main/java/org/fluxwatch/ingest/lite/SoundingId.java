package org.fluxwatch.ingest.lite;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.fluxwatch.contract.record.Sensor;

/// Reads a `sounding_id`: the UTC time of the sounding as digits, with a tenth of a second and a footprint behind it
/// where the sensor has footprints.
/// ```
/// YYYYMMDDhhmmssmf   OCO-2, OCO-3
/// YYYYMMDDhhmmss     GOSAT
/// ```
/// Source: docs/formats.md 2.2.
final class SoundingId {
    /// An id is of the moment of the scan, `time` of the middle of the exposure: 0.14 s apart in real files of OCO-2.
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final long FIRST_OF_14_DIGITS = 10_000_000_000_000L;
    private static final long FIRST_OF_16_DIGITS = 100 * FIRST_OF_14_DIGITS;

    private SoundingId() {}

    /// Digits that ids of a sensor have.
    static int digits(Sensor sensor) {
        return switch (sensor) {
            case OCO2, OCO3 -> 16;
            case GOSAT -> 14;
            case STATION, TCCON -> throw new IllegalArgumentException("there are no Lite files of " + sensor.label());
        };
    }

    /// 14 or 16, or 0 for a number of any other length.
    static int digits(long id) {
        if (id >= FIRST_OF_14_DIGITS && id < 10 * FIRST_OF_14_DIGITS) return 14;
        return id >= FIRST_OF_16_DIGITS && id < 10 * FIRST_OF_16_DIGITS ? 16 : 0;
    }

    /// Seconds since 1970-01-01 UTC, to the second; NaN when it is no time of 14 or 16 digits.
    static double epochSeconds(long id) {
        final int digits = digits(id);
        if (digits == 0) return Double.NaN;
        final long time = digits == 16 ? id / 100 : id; // YYYYMMDDhhmmss
        try {
            return LocalDateTime.of(
                            (int) (time / 10_000_000_000L),
                            part(time, 100_000_000L),
                            part(time, 1_000_000L),
                            part(time, 10_000L),
                            part(time, 100L),
                            part(time, 1L))
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    private static int part(long digits, long unit) {
        return (int) (digits / unit % 100);
    }
}
