package org.fluxwatch.ingest.lite;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Reads a `sounding_id`: the UTC time of the sounding as digits, with a tenth of a second and a footprint behind it
/// where the sensor has footprints.
/// ```
/// YYYYMMDDhhmmssmf   such as OCO-2's
/// YYYYMMDDhhmmss     such as GOSAT's
/// ```
/// Source: docs/formats.md 2.2. Of a sensor without ids it makes one:
/// ```
/// YYYYMMDDhhmmssnnnnn   n the sounding's place in the file, its last five digits
/// ```
final class SoundingId {
    /// An id is of the moment of the scan, `time` of the middle of the exposure: 0.14 s apart in real files of OCO-2.
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final long FIRST_OF_14_DIGITS = 10_000_000_000_000L;
    private static final long FIRST_OF_16_DIGITS = 100 * FIRST_OF_14_DIGITS;
    private static final int PLACES = 100_000;
    private static final int LAST_YEAR = 9199; // the highest whose ids a long holds

    private SoundingId() {}

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

    /// Ids of soundings that have none; 0, which is missing, where there is no time.
    ///
    /// @param epochSeconds `[s]`
    static long[] made(double[] epochSeconds) {
        final long[] ids = new long[epochSeconds.length];
        for (int s = 0; s < ids.length; s++) ids[s] = made(epochSeconds[s], s);
        return ids;
    }

    private static long made(double epochSeconds, int place) {
        if (!(Math.abs(epochSeconds) < 1e11)) return 0;
        final LocalDateTime time =
                LocalDateTime.ofInstant(Instant.ofEpochSecond((long) Math.floor(epochSeconds)), ZoneOffset.UTC);
        if (time.getYear() < 1 || time.getYear() > LAST_YEAR) return 0;
        final long day = (time.getYear() * 100L + time.getMonthValue()) * 100 + time.getDayOfMonth();
        final long second = ((day * 100 + time.getHour()) * 100 + time.getMinute()) * 100 + time.getSecond();
        return second * PLACES + place % PLACES;
    }
}
