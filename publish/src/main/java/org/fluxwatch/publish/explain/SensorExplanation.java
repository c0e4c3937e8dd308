package org.fluxwatch.publish.explain;

import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.jspecify.annotations.Nullable;

/// What a sensor, or one mode of it, has done to a day.
///
/// @param mode null for all
/// @param observations of the day, the largest departures first, at most [Explanations#LISTED]
/// @param granules of the day
/// @param regions natural flux, TgC per day
/// @param errorAdvice what the last days say of its errors; null where they say nothing
/// @param errorAdviceByMode the same mode by mode
/// @param missing why shares are not all known, a line each
public record SensorExplanation(
        String domain,
        AssimilationSystem system,
        LocalDate day,
        int revision,
        Sensor sensor,
        @Nullable ViewMode mode,
        String unit,
        int smoothingDays,
        List<ExplainedObservation> observations,
        List<GranuleDeparture> granules,
        List<RegionShare> regions,
        @Nullable ErrorAdvice errorAdvice,
        List<ModeAdvice> errorAdviceByMode,
        List<String> missing) {
    /// @param observations how many, whatever was done with them
    /// @param departurePpm mean o - b of those that could be simulated
    public record GranuleDeparture(
            String granule, Sensor sensor, LocalDate day, int observations, double departurePpm) {}

    /// @param share of the sensor, or its mode, in the increment
    /// @param increment of all observations
    /// @param after with all
    /// @param afterWithout what the flux would have been without it, by the shares
    public record RegionShare(String region, double share, double increment, double after, double afterWithout) {}

    public record ModeAdvice(ViewMode mode, ErrorAdvice advice) {}
}
