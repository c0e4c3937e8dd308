package org.fluxwatch.publish.explain;

import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;

/// What has moved a region's natural flux of a day, means of the day in TgC per day; NaN for what is not known.
///
/// @param before mean of the members before the day's observations
/// @param after with them and, where it is smoothed, with those of later days
/// @param sumOfShares of all observations whose shares are known
/// @param smoothingDays later days whose observations have corrected the flux
/// @param groups by sensor and mode, the largest share first
/// @param granules of stations their names, the largest share first
/// @param observations the largest shares first, at most [Explanations#LISTED]
/// @param rest sum of the shares of those that are not listed
/// @param without what the flux would have been without a sensor, by the shares
/// @param missing why the shares do not sum to the increment, a line each; empty where they do
public record RegionExplanation(
        String domain,
        AssimilationSystem system,
        LocalDate day,
        int revision,
        String region,
        String unit,
        double before,
        double after,
        double increment,
        double spreadBefore,
        double spreadAfter,
        double sumOfShares,
        int smoothingDays,
        List<GroupShare> groups,
        List<GranuleShare> granules,
        List<ExplainedObservation> observations,
        double rest,
        List<WithoutSensor> without,
        List<String> missing) {
    /// @param observations how many
    public record GroupShare(Sensor sensor, ViewMode mode, double share, int observations) {}

    /// @param day of its observations
    public record GranuleShare(String granule, Sensor sensor, LocalDate day, double share, int observations) {}

    /// Linear: the other observations would have done what they did. The true answer differs where they would have
    /// taken over from the missing ones.
    ///
    /// @param change after less what it is
    public record WithoutSensor(Sensor sensor, double after, double change) {}
}
