package org.fluxwatch.contract.record;

import java.time.LocalDate;

/// The archive has taken a granule back, and no other stands in its place: what it brought no longer counts.
@SinceSchema(2)
public record Retraction(String domain, Sensor sensor, LocalDate day, String granule, GranuleVersion version)
        implements GranuleRecord {
    public Retraction {
        GranuleRecord.requireSatellite(sensor);
    }
}
