package org.fluxwatch.assimilate.inversion.solve;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.fluxwatch.assimilate.inversion.row.Row;

/// How a month's flux increment in a cell is spread over its three-hour bins. Each part of it is a state
/// variable: the month's mean of what it adds, µmol m-2 s-1.
public enum IncrementShape {
    /// The same in every bin.
    FLAT,
    /// What daylight adds, and what the night adds: each the same in all its hours.
    DAY_NIGHT,
    /// What scales the prior's uptake, and what scales its release: each in proportion to it.
    UPTAKE_RELEASE;

    private static final int SAMPLES = 6;

    /// State variables a cell.
    public int parts() {
        return switch (this) {
            case FLAT -> 1;
            case DAY_NIGHT, UPTAKE_RELEASE -> 2;
        };
    }

    /// The shape in a month.
    ///
    /// @param prior the net flux that the increment is added to, µmol m-2 s-1 `[bins * cells]`, the month's bins
    /// @param latitude of the cells, degrees north `[cells]`
    /// @param longitude degrees east `[cells]`
    public MonthShape in(YearMonth month, float[] prior, double[] latitude, double[] longitude) {
        final int cells = latitude.length;
        final long first = firstBin(month);
        final int bins = (int) (firstBin(month.plusMonths(1)) - first);
        if (prior.length != bins * cells || longitude.length != cells)
            throw new IllegalArgumentException("prior of " + month + " has " + prior.length + " values, expected "
                    + bins + " bins of " + cells + " cells; " + longitude.length + " longitudes");
        final float[] weights = new float[parts() * bins * cells];
        final double[] flux = new double[parts() * cells];
        for (int bin = 0; bin < bins; bin++)
            for (int cell = 0; cell < cells; cell++) {
                final float all = prior[bin * cells + cell];
                if (!Float.isFinite(all))
                    throw new IllegalArgumentException(
                            "prior flux of cell " + cell + " in bin " + (first + bin) + " is " + all);
                final int at = bin * cells + cell;
                final int second = bins * cells + at;
                switch (this) {
                    case FLAT -> {
                        weights[at] = 1;
                        flux[cell] += all / bins;
                    }
                    case DAY_NIGHT -> {
                        weights[at] = daylight(first + bin, latitude[cell], longitude[cell]);
                        weights[second] = 1 - weights[at];
                        flux[cell] += weights[at] * all / bins;
                        flux[cells + cell] += weights[second] * all / bins;
                    }
                    case UPTAKE_RELEASE -> {
                        weights[at] = Math.max(-all, 0);
                        weights[second] = Math.max(all, 0);
                        flux[cell] -= weights[at] / bins;
                        flux[cells + cell] += weights[second] / bins;
                    }
                }
            }
        return MonthShape.scaled(first, bins, cells, parts(), weights, flux);
    }

    /// The first bin of a month, since 1970-01-01T00Z.
    static long firstBin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() / Row.BIN_SECONDS;
    }

    /// The part of a bin in which the sun is up, 0 to 1, sampled each half hour.
    private static float daylight(long bin, double latitude, double longitude) {
        int up = 0;
        for (int s = 0; s < SAMPLES; s++) {
            final long seconds = bin * Row.BIN_SECONDS + (2 * s + 1) * Row.BIN_SECONDS / (2 * SAMPLES);
            if (sinElevation(seconds, latitude, longitude) > 0) up++;
        }
        return (float) up / SAMPLES;
    }

    /// Sine of the sun's elevation, its declination good to a degree.
    private static double sinElevation(long epochSeconds, double latitude, double longitude) {
        final int day =
                Instant.ofEpochSecond(epochSeconds).atOffset(ZoneOffset.UTC).getDayOfYear();
        final double declination = -Math.toRadians(23.44) * Math.cos(2 * Math.PI * (day + 10) / 365.25);
        final double hour = Math.toRadians(epochSeconds % 86_400 / 240.0 + longitude - 180);
        return Math.sin(Math.toRadians(latitude)) * Math.sin(declination)
                + Math.cos(Math.toRadians(latitude)) * Math.cos(declination) * Math.cos(hour);
    }
}
