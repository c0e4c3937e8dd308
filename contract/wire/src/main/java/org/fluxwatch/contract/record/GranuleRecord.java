package org.fluxwatch.contract.record;

import java.time.LocalDate;

/// Part of a granule, or what is to become of it.
public sealed interface GranuleRecord extends ObservationRecord permits Superobservation, DayComplete, Retraction {
    /// A satellite's.
    Sensor sensor();

    /// The UTC day of the granule.
    LocalDate day();

    /// The granule's file name.
    String granule();

    /// The granule's version; among granules of one sensor and day the highest counts.
    GranuleVersion version();

    /// Refuses sensors that no granule comes of.
    static void requireSatellite(Sensor sensor) {
        if (!sensor.isSatellite())
            throw new IllegalArgumentException("sensor of a granule is " + sensor.label() + ", expected a satellite's");
    }
}
