package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Closes a day's analysis: all its fields and innovations have gone before, in the same transaction.
///
/// @param sources what it was made of
/// @param counts how many observations it has
/// @param regions daily natural flux by region
/// @param fields names of the day's fields
/// @param diagnostics what only the system of the analysis can say of the day
@SinceSchema(4)
public record DailyAnalysis(
        AnalysisIdentity identity,
        Sources sources,
        Counts counts,
        List<RegionFlux> regions,
        List<String> fields,
        Diagnostics diagnostics)
        implements AnalysisRecord {
    public DailyAnalysis {
        identity.requireSystem(diagnostics.system());
        regions = List.copyOf(regions);
        fields = List.copyOf(fields);
    }

    /// What a day's analysis was made of.
    ///
    /// @param granules by sensor
    /// @param missingSensors expected sensors whose day had not come when patience ran out
    /// @param standIns assumptions that any of the day's granules was read with, and drivers that are invented
    /// @param inputs what drove the model, by kind: meteorology, prior, boundary, flux-forecast; and stations,
    ///   where there are any
    public record Sources(
            List<Granule> granules, Set<Sensor> missingSensors, Set<StandIn> standIns, Map<String, String> inputs) {
        public Sources {
            granules = List.copyOf(granules);
            missingSensors = Ordered.set(missingSensors);
            standIns = Ordered.set(standIns);
            inputs = Ordered.map(inputs);
        }
    }

    /// A granule that the analysis was made from.
    public record Granule(String name, Sensor sensor, GranuleVersion version, int superobservations) {}

    /// @param innovations how many innovation records the day has
    /// @param byStatus superobservations by status label, and those of stations that were assimilated;
    ///   `validation`, where there are any, the other observations of stations
    public record Counts(int innovations, Map<String, Integer> byStatus) {
        public Counts {
            if (innovations < 0)
                throw new IllegalArgumentException("innovations are " + innovations + ", expected 0 or more");
            byStatus = Ordered.map(byStatus);
        }
    }

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
    /// @param priorSpreadTgCPerDay its standard deviation, before the day's observations
    /// @param analysisTgCPerDay analysed total
    /// @param analysisSpreadTgCPerDay its standard deviation, with the day's observations
    public record RegionFlux(
            String region,
            double areaKm2,
            double priorTgCPerDay,
            double priorSpreadTgCPerDay,
            double analysisTgCPerDay,
            double analysisSpreadTgCPerDay) {}

    /// What only one system can say of a day.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes(@JsonSubTypes.Type(value = Filter.class, name = "filter"))
    public sealed interface Diagnostics permits Filter {
        AssimilationSystem system();
    }

    /// The ensemble's part. Spreads beside it are standard deviations over the members, of a region's those of the
    /// sum.
    ///
    /// @param members ensemble size N
    /// @param smoothingDays days of later observations that have corrected the natural flux; 0 in the first product
    ///   of a day
    /// @param chiSquare mean of (o - b)² / (s² + r) over the assimilated; NaN without any
    /// @param rankHistogram counts `[N + 1]` over the assimilated and withheld
    /// @param statistics the day's scores by set and lane, such as `withheld/AN`, `station/CTRL`; those of one
    ///   station are of the set `station:NAME`
    public record Filter(
            int members,
            int smoothingDays,
            double chiSquare,
            List<Integer> rankHistogram,
            Map<String, Scores> statistics)
            implements Diagnostics {
        public Filter {
            if (members < 1 || smoothingDays < 0)
                throw new IllegalArgumentException("filter has " + members + " members and " + smoothingDays
                        + " days of smoothing, expected 1 and 0 or more");
            rankHistogram = List.copyOf(rankHistogram);
            statistics = Ordered.map(statistics);
        }

        Filter smoothed(int days) {
            return new Filter(members, days, chiSquare, rankHistogram, statistics);
        }

        @Override
        public AssimilationSystem system() {
            return AssimilationSystem.FILTER;
        }
    }

    /// A later revision, with the fluxes as the observations of later days have corrected them.
    ///
    /// @param corrected the same regions in the same order; analysed totals and their spread are taken
    public DailyAnalysis smoothed(List<RegionFlux> corrected, int revision, int smoothingDays) {
        final List<RegionFlux> totals = new ArrayList<>();
        for (int r = 0; r < regions.size(); r++) {
            final RegionFlux first = regions.get(r);
            final RegionFlux now = corrected.get(r);
            if (!first.region().equals(now.region()))
                throw new IllegalArgumentException("region " + now.region() + " stands in the place of "
                        + first.region() + " of day " + identity.day());
            totals.add(new RegionFlux(
                    first.region(),
                    first.areaKm2(),
                    first.priorTgCPerDay(),
                    first.priorSpreadTgCPerDay(),
                    now.analysisTgCPerDay(),
                    now.analysisSpreadTgCPerDay()));
        }
        final Diagnostics diagnosed =
                switch (diagnostics) {
                    case Filter filter -> filter.smoothed(smoothingDays);
                };
        return new DailyAnalysis(identity.withRevision(revision), sources, counts, totals, fields, diagnosed);
    }
}
