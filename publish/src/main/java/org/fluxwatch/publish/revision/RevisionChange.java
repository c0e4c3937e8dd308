package org.fluxwatch.publish.revision;

import java.time.LocalDate;
import java.util.List;

/// What one edition of a day or month changed against an earlier one. Fluxes are natural, positive to the air.
///
/// @param begin the day, or the month's first
/// @param granules of the period itself that are others
/// @param otherPeriods days or months before and after whose granules are others; those that only the later edition
///   rests on, too
/// @param earlierGranules whether any granule of the days before those of `otherPeriods` is another; which is not kept
/// @param made what else it was made with: settings, program, inputs
/// @param counts of observations by status, all of both
/// @param scores by set and lane, all of both
public record RevisionChange(
        String domain,
        String system,
        LocalDate begin,
        Version before,
        Version after,
        List<GranuleChange> granules,
        List<OtherPeriod> otherPeriods,
        boolean earlierGranules,
        List<TextChange> made,
        List<CountChange> counts,
        List<ScoreChange> scores,
        double chiSquareBefore,
        double chiSquareAfter,
        List<RegionChange> regions,
        List<FieldChange> fields) {

    /// @param file path below `/products/`
    /// @param asOf day of the analysis
    /// @param status of a month `final` or such as `open, 23 of 31 days`; of a day empty
    public record Version(String file, LocalDate asOf, int revision, String status, int smoothingDays) {}

    public enum Kind {
        ADDED,
        REMOVED,
        REPLACED
    }

    /// @param before name, version and superobservations; empty where it was not there
    /// @param after the same
    public record GranuleChange(Kind kind, String sensor, String before, String after) {}

    /// @param isNew whether only the later edition rests on it, such as the days that smoothing has added
    /// @param granules which ones; none where `isKnown` is false, and where it is new
    /// @param isKnown whether the files of both are there
    public record OtherPeriod(LocalDate begin, boolean isNew, boolean isKnown, List<GranuleChange> granules) {
        public OtherPeriod {
            granules = List.copyOf(granules);
        }
    }

    /// @param what such as `settings assimilate.ensemble.seed`
    public record TextChange(String what, String before, String after) {}

    public record CountChange(String status, int before, int after) {}

    /// @param set set and lane, such as `withheld/AN`; NaN where one has none of it
    public record ScoreChange(
            String set,
            int countBefore,
            int countAfter,
            double biasBeforePpm,
            double biasAfterPpm,
            double rmseBeforePpm,
            double rmseAfterPpm) {}

    /// A region's analysed total, TgC/day; of the inversion the posterior without fossil and fire.
    ///
    /// @param spreadBefore standard deviation over members, or the posterior uncertainty
    /// @param change after less before
    /// @param changeInSpreads the change over the spread of before
    public record RegionChange(
            String region,
            double before,
            double spreadBefore,
            double after,
            double spreadAfter,
            double change,
            double changeInSpreads) {}

    /// A field that is another.
    ///
    /// @param mean of the change over the area
    /// @param largest the change of greatest size, with its sign
    /// @param latitude of its cell's centre, degrees north
    /// @param longitude of its cell's centre, degrees east
    public record FieldChange(
            String name,
            String longName,
            String units,
            double mean,
            double largest,
            double latitude,
            double longitude) {}

    public RevisionChange {
        granules = List.copyOf(granules);
        otherPeriods = List.copyOf(otherPeriods);
        made = List.copyOf(made);
        counts = List.copyOf(counts);
        scores = List.copyOf(scores);
        regions = List.copyOf(regions);
        fields = List.copyOf(fields);
    }
}
