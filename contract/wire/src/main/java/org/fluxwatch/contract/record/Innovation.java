package org.fluxwatch.contract.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/// What the filter made of one superobservation or of one observation of a station; a record of the topic
/// `innovations`.
///
/// @param revision the analysis' revision, 0 for the first
/// @param granule the granule's file name; of a station its name
/// @param id the observation's
/// @param observedPpm o: XCO2, or the mole fraction at a station's inlet
/// @param errorPpm its standard deviation
/// @param backgroundPpm b, mean of the simulated value before the hour's update; NaN where none could be simulated
/// @param spreadPpm standard deviation of the simulated value over members before the update, as the filter takes it:
///   multiplicative inflation included
/// @param analysisPpm a, the mean after the update (lane AN)
/// @param controlPpm simulated from the control lane (CTRL)
/// @param forecastPpm simulated from the forecast lane (FC)
/// @param rank members below the perturbed observation's place, 0 to N
/// @param status what was done with it
public record Innovation(
        String domain,
        LocalDate day,
        int revision,
        Sensor sensor,
        String granule,
        String id,
        Instant time,
        double latitude,
        double longitude,
        double observedPpm,
        double errorPpm,
        double backgroundPpm,
        double spreadPpm,
        double analysisPpm,
        double controlPpm,
        double forecastPpm,
        int rank,
        int soundings,
        Status status,
        Set<StandIn> standIns)
        implements SchemaByContent {
    /// Of a station.
    private static final int STATIONS = 3;

    /// No mole fraction of the air is as great.
    private static final double GREATEST_PPM = 10_000;

    public Innovation {
        standIns = Ordered.set(standIns);
        if (revision < 0) throw new IllegalArgumentException("revision of " + id + " is " + revision);
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180))
            throw new IllegalArgumentException("place of " + id + " is " + latitude + " N " + longitude + " E");
        if (!(observedPpm > 0 && observedPpm < GREATEST_PPM))
            throw new IllegalArgumentException("observed of " + id + " is " + observedPpm + " ppm");
        if (!(errorPpm > 0 && errorPpm < GREATEST_PPM))
            throw new IllegalArgumentException("error of " + id + " is " + errorPpm + " ppm, expected > 0");
        if (rank < 0 || soundings < 1)
            throw new IllegalArgumentException(
                    id + " has rank " + rank + " and " + soundings + " soundings, expected 0 and 1 or more");
    }

    /// The same in another revision of the day.
    public Innovation withRevision(int other) {
        return new Innovation(
                domain,
                day,
                other,
                sensor,
                granule,
                id,
                time,
                latitude,
                longitude,
                observedPpm,
                errorPpm,
                backgroundPpm,
                spreadPpm,
                analysisPpm,
                controlPpm,
                forecastPpm,
                rank,
                soundings,
                status,
                standIns);
    }

    @Override
    public int sinceSchema() {
        return sensor.isSatellite() ? 1 : STATIONS;
    }

    /// o - b, ppm.
    public double departurePpm() {
        return observedPpm - backgroundPpm;
    }

    /// The reason is also a metric label: lower case, the underscore becomes a hyphen.
    public enum Status {
        ASSIMILATED,
        /// |o - b| beyond the gate.
        GATED,
        /// Kept out for independent validation.
        WITHHELD,
        /// Within the strip along the lateral boundary that settings exclude.
        NEAR_BOUNDARY,
        /// Outside the model's cells.
        OUTSIDE_DOMAIN,
        /// Its time lies outside the day it came with.
        OUTSIDE_DAY,
        /// Of a station, and never meant to be assimilated: the analysis is held against it.
        VALIDATION;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
