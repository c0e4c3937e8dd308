package org.fluxwatch.contract.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/// What the filter sees of one or more soundings: one value with its error and column operator.
///
/// @param id unique within its granule and domain, stable in a replay
/// @param mode in which its soundings were taken
/// @param time mean time of the soundings, UTC; at most a day outside `day`
/// @param latitude mean, degrees north
/// @param longitude mean, degrees east
/// @param xco2Ppm mean, ppm
/// @param errorPpm standard deviation of the observation error, ppm, > 0
/// @param column mean column operator
/// @param soundings how many soundings went in, >= 1
/// @param withheld kept out of the analysis for independent validation
/// @param standIns assumptions made for variables the file lacks
/// @param co2Scale of `xco2Ppm`
@SinceSchema(6)
public record Superobservation(
        String domain,
        Sensor sensor,
        LocalDate day,
        String granule,
        GranuleVersion version,
        String id,
        ViewMode mode,
        Instant time,
        double latitude,
        double longitude,
        double xco2Ppm,
        double errorPpm,
        ColumnRetrieval column,
        int soundings,
        boolean withheld,
        Set<StandIn> standIns,
        @OnScale Co2Scale co2Scale)
        implements GranuleRecord, Scaled {
    private static final double GREATEST_PPM = 10_000;

    /// How far its time may lie from its day: the filter counts what lies just outside, the rest is an error.
    private static final int HOURS_OFF = 24;

    public Superobservation {
        GranuleRecord.requireSatellite(sensor);
        standIns = Ordered.set(standIns);
        if (!(errorPpm > 0))
            throw new IllegalArgumentException("error of " + id + " is " + errorPpm + " ppm, expected > 0");
        if (!(errorPpm < GREATEST_PPM))
            throw new IllegalArgumentException("error of " + id + " is " + errorPpm + " ppm");
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180))
            throw new IllegalArgumentException("place of " + id + " is " + latitude + " N " + longitude + " E");
        if (!(xco2Ppm > 0 && xco2Ppm < GREATEST_PPM))
            throw new IllegalArgumentException("XCO2 of " + id + " is " + xco2Ppm + " ppm");
        if (soundings < 1)
            throw new IllegalArgumentException(id + " has " + soundings + " soundings, expected 1 or more");
        final long hours = Duration.between(day.atStartOfDay(ZoneOffset.UTC).toInstant(), time)
                .toHours();
        if (hours < -HOURS_OFF || hours >= 24 + HOURS_OFF)
            throw new IllegalArgumentException("time of " + id + " is " + time + ", its day " + day);
    }

    /// The same in a domain.
    public Superobservation inDomain(String other) {
        return other.equals(domain)
                ? this
                : new Superobservation(
                        other, sensor, day, granule, version, id, mode, time, latitude, longitude, xco2Ppm, errorPpm,
                        column, soundings, withheld, standIns, co2Scale);
    }
}
