package org.fluxwatch.assimilate.model.operator;

import java.time.Instant;
import org.fluxwatch.contract.record.Sensor;

/// What a station saw within an hour.
///
/// @param sensor [Sensor#STATION] or [Sensor#TCCON]
/// @param station name of the data set; without `/`, which parts names of scores
/// @param scale that the value is on, as the file names it; nothing is converted
/// @param id the same whenever the file is read
/// @param time middle of the sampling, UTC
/// @param ppm mole fraction in dry air, or XCO2
/// @param ownErrorPpm what the file says of its error; 0 where it says nothing
/// @param samples that went in, 1 or more
public record StationObservation(
        Sensor sensor,
        String station,
        String scale,
        String id,
        Instant time,
        double latitude,
        double longitude,
        double ppm,
        double ownErrorPpm,
        int samples,
        ObservationOperator operator) {}
