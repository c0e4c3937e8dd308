package org.fluxwatch.contract.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Closes a day's analysis: all its fields and innovations have gone before, in the same transaction.
///
/// @param smoothingDays days of later observations that have corrected the natural flux; 0 in the first product of a
/// day
/// @param fields names of the day's fields
/// @param innovations how many innovation records the day has
/// @param granules the granules it was made from, by sensor
/// @param missingSensors expected sensors whose day had not come when patience ran out
/// @param counts superobservations by status label, and those of stations that were assimilated; `validation`, where
/// there are any, the other observations of stations
/// @param statistics the day's scores by set and lane, such as `withheld/AN`, `station/CTRL`; those of one station
/// are of the set `station:NAME`
/// @param chiSquare mean of (o - b)² / (s² + r) over the assimilated; NaN without any
/// @param rankHistogram counts `[N + 1]` over the assimilated and withheld
/// @param regions daily natural flux by region
/// @param standIns assumptions that any of the day's granules was read with
/// @param members ensemble size N
/// @param inputs what drove the model, by kind: meteorology, prior, boundary, flux-forecast; and stations, where there
/// are any
public record DailyAnalysis(
        String domain,
        LocalDate day,
        int revision,
        int smoothingDays,
        List<String> fields,
        int innovations,
        List<Granule> granules,
        Set<Sensor> missingSensors,
        Map<String, Integer> counts,
        Map<String, Scores> statistics,
        double chiSquare,
        List<Integer> rankHistogram,
        List<RegionFlux> regions,
        Set<StandIn> standIns,
        int members,
        Map<String, String> inputs)
        implements AnalysisRecord {
    public DailyAnalysis {
        AnalysisRecord.requireRevision(revision);
        if (smoothingDays < 0 || innovations < 0 || members < 1)
            throw new IllegalArgumentException("day " + day + " has " + smoothingDays + " days of smoothing, "
                    + innovations + " innovations and " + members + " members, expected 0, 0 and 1 or more");
        fields = List.copyOf(fields);
        granules = List.copyOf(granules);
        missingSensors = Ordered.set(missingSensors);
        counts = Ordered.map(counts);
        statistics = Ordered.map(statistics);
        rankHistogram = List.copyOf(rankHistogram);
        regions = List.copyOf(regions);
        standIns = Ordered.set(standIns);
        inputs = Ordered.map(inputs);
    }

    /// A granule that the analysis was made from.
    public record Granule(String name, Sensor sensor, GranuleVersion version, int superobservations) {}

    /// Departures of one set of observations from one lane; NaN where the set is too small.
    ///
    /// @param count observations
    /// @param biasPpm mean of observed minus simulated
    /// @param rmsePpm root mean square of observed minus simulated
    /// @param maePpm mean absolute
    /// @param correlation of observed and simulated
    public record Scores(int count, double biasPpm, double rmsePpm, double maePpm, double correlation) {}

    /// Natural flux of a region, mean over the day.
    ///
    /// @param priorTgCPerDay prior total
    /// @param priorSpreadTgCPerDay standard deviation of the sum over members, before the day's updates
    /// @param analysisTgCPerDay analysed total
    /// @param analysisSpreadTgCPerDay standard deviation of the sum over members, after the day's updates
    public record RegionFlux(
            String region,
            double areaKm2,
            double priorTgCPerDay,
            double priorSpreadTgCPerDay,
            double analysisTgCPerDay,
            double analysisSpreadTgCPerDay) {}

    /// A later revision, with the fluxes as the observations of later days have corrected them.
    ///
    /// @param corrected the same regions in the same order; analysed totals and their spread are taken
    public DailyAnalysis smoothed(List<RegionFlux> corrected, int revision, int smoothingDays) {
        final List<RegionFlux> totals = new ArrayList<>();
        for (int r = 0; r < regions.size(); r++) {
            final RegionFlux first = regions.get(r);
            final RegionFlux now = corrected.get(r);
            if (!first.region().equals(now.region()))
                throw new IllegalArgumentException(
                        "region " + now.region() + " stands in the place of " + first.region() + " of day " + day);
            totals.add(new RegionFlux(
                    first.region(),
                    first.areaKm2(),
                    first.priorTgCPerDay(),
                    first.priorSpreadTgCPerDay(),
                    now.analysisTgCPerDay(),
                    now.analysisSpreadTgCPerDay()));
        }
        return new DailyAnalysis(
                domain,
                day,
                revision,
                smoothingDays,
                fields,
                innovations,
                granules,
                missingSensors,
                counts,
                statistics,
                chiSquare,
                rankHistogram,
                totals,
                standIns,
                members,
                inputs);
    }

    /// Midnight at which the day begins, UTC.
    public Instant begin() {
        return day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
    }
}
