package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;

/// A record of the topic `observations`: the superobservations of a granule, then the one that closes it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Superobservation.class, name = "superobservation"),
    @JsonSubTypes.Type(value = DayComplete.class, name = "day-complete")
})
public sealed interface ObservationRecord permits Superobservation, DayComplete {
    /// The domain, which is the record's key.
    String domain();

    Sensor sensor();

    /// The UTC day of the granule.
    LocalDate day();

    /// The granule's file name.
    String granule();

    /// The granule's version; among granules of one sensor and day the highest counts.
    GranuleVersion version();
}
