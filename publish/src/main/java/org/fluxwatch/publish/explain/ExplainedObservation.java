package org.fluxwatch.publish.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.jspecify.annotations.Nullable;

/// One observation of an explanation.
///
/// @param granule of a station its name
/// @param day that it is of
/// @param status what was done with it, by label
/// @param departurePpm o - b
/// @param errorPpm its standard deviation as the filter takes it
/// @param share in the increment of the region that is explained, TgC per day; null where no region is
public record ExplainedObservation(
        String id,
        String granule,
        Sensor sensor,
        ViewMode mode,
        LocalDate day,
        Instant time,
        double latitude,
        double longitude,
        String status,
        double departurePpm,
        double errorPpm,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double share) {
    static ExplainedObservation of(Innovation innovation, @Nullable Double share) {
        final Innovation.Observation seen = innovation.observation();
        return new ExplainedObservation(
                seen.id(),
                seen.source(),
                seen.sensor(),
                seen.mode(),
                innovation.identity().day(),
                seen.position().time(),
                seen.position().latitude(),
                seen.position().longitude(),
                innovation.status().label(),
                innovation.departurePpm(),
                seen.errorPpm(),
                share);
    }
}
