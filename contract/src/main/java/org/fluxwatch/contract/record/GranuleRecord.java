package org.fluxwatch.contract.record;

import java.time.LocalDate;

/// Part of a granule, or what is to become of it.
public sealed interface GranuleRecord extends ObservationRecord permits Superobservation, DayComplete, Retraction {
    Sensor sensor();

    /// The UTC day of the granule.
    LocalDate day();

    /// The granule's file name.
    String granule();

    /// The granule's version; among granules of one sensor and day the highest counts.
    GranuleVersion version();
}
