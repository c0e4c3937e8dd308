package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Closes a day's analysis: all its fields, fluxes in detail and innovations have gone before, in the same transaction.
///
/// @param sources what it was made of
/// @param counts how many observations it has
/// @param regions daily natural flux by region
/// @param fields names of the day's fields
/// @param diagnostics what only the system of the analysis can say of the day
@SinceSchema(5)
public record DailyAnalysis(
        AnalysisIdentity identity,
        Sources sources,
        Counts counts,
        List<RegionFlux> regions,
        List<String> fields,
        Diagnostics diagnostics)
        implements AnalysisRecord, Scaled {
    /// X2019 where any of its granules is on that.
    @Override
    public Co2Scale co2Scale() {
        return Granule.scales(sources.granules()).contains(Co2Scale.X2019) ? Co2Scale.X2019 : Co2Scale.X2007;
    }

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
    /// @param making by what it was made
    public record Sources(
            List<Granule> granules,
            Set<Sensor> missingSensors,
            Set<StandIn> standIns,
            Map<String, String> inputs,
            Making making) {
        public Sources {
            granules = List.copyOf(granules);
            missingSensors = Ordered.set(missingSensors);
            standIns = Ordered.set(standIns);
            inputs = Ordered.map(inputs);
        }

        /// Before it is known by what it is made.
        public Sources(
                List<Granule> granules, Set<Sensor> missingSensors, Set<StandIn> standIns, Map<String, String> inputs) {
            this(granules, missingSensors, standIns, inputs, Making.UNKNOWN);
        }
    }

    /// By what an analysis was made. Of analyses of schema 4 and before it is not known.
    ///
    /// @param version of the program; empty when not known
    /// @param settings those that numbers depend on, as JSON in one form; empty when not known
    /// @param checkpoint date of the newest checkpoint before the day; `none` without one, empty when not known
    public record Making(String version, String settings, String checkpoint) {
        public static final Making UNKNOWN = new Making("", "", "");
    }

    /// A granule that the analysis was made from.
    ///
    /// @param co2Scale of its superobservations
    public record Granule(
            String name,
            Sensor sensor,
            GranuleVersion version,
            int superobservations,
            @OnScale Co2Scale co2Scale) {
        /// Scales of granules, in their order.
        public static SortedSet<Co2Scale> scales(Collection<Granule> granules) {
            return granules.stream().map(Granule::co2Scale).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// @param innovations how many innovation records the analysis has
    /// @param byStatus the day's superobservations by status label, and those of stations that were assimilated;
    ///   `validation`, where there are any, the other observations of stations
    /// @param details how many fluxes in detail it has, by kind
    public record Counts(int innovations, Map<String, Integer> byStatus, Map<FluxDetail.Kind, Integer> details) {
        public Counts {
            if (innovations < 0)
                throw new IllegalArgumentException("innovations are " + innovations + ", expected 0 or more");
            byStatus = Ordered.map(byStatus);
            details = Ordered.map(details);
        }

        /// Without fluxes in detail.
        public Counts(int innovations, Map<String, Integer> byStatus) {
            this(innovations, byStatus, Map.of());
        }

        Counts withDetails(Map<FluxDetail.Kind, Integer> counts) {
            return new Counts(innovations, byStatus, counts);
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

    /// Natural flux of a region, mean over the day; of the inversion over its month.
    ///
    /// @param priorTgCPerDay prior total
    /// @param priorSpreadTgCPerDay its standard deviation, before the day's observations
    /// @param analysisTgCPerDay analysed total
    /// @param analysisSpreadTgCPerDay its standard deviation, with the day's observations
    /// @param fossilTgCPerDay not optimised; NaN in analyses of schema 4 and before
    /// @param fireTgCPerDay not optimised by the filter; NaN in analyses of schema 4 and before
    /// @param members totals of each member, from which sums of days and of regions get their spread
    public record RegionFlux(
            String region,
            double areaKm2,
            double priorTgCPerDay,
            double priorSpreadTgCPerDay,
            double analysisTgCPerDay,
            double analysisSpreadTgCPerDay,
            double fossilTgCPerDay,
            double fireTgCPerDay,
            Members members) {}

    /// Totals of the natural flux of each member, TgC per day; empty where there are no members, and in analyses of
    /// schema 4 and before.
    ///
    /// @param background before the day's observations `[N]`
    /// @param analysis with them `[N]`
    public record Members(List<Double> background, List<Double> analysis) {
        public static final Members NONE = new Members(List.of(), List.of());

        public Members {
            background = List.copyOf(background);
            analysis = List.copyOf(analysis);
            if (background.size() != analysis.size())
                throw new IllegalArgumentException("members are " + background.size() + " before and " + analysis.size()
                        + " after the observations, expected as many");
        }
    }

    /// What only one system can say of a day.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Filter.class, name = "filter"),
        @JsonSubTypes.Type(value = Inversion.class, name = "inversion")
    })
    public sealed interface Diagnostics permits Filter, Inversion {
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
    /// @param spinUp the day is one of the first, in which the ensemble is still finding its spread
    public record Filter(
            int members,
            int smoothingDays,
            boolean spinUp,
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
            return new Filter(members, days, spinUp, chiSquare, rankHistogram, statistics);
        }

        @Override
        public AssimilationSystem system() {
            return AssimilationSystem.FILTER;
        }
    }

    /// The inversion's part: the months that the day's observations have a say in, as they stand with this day.
    /// Fields and regions beside it are of the last month; fields of the one before have names that end in
    /// [#EARLIER_SUFFIX]; innovations are of all days of both up to this one.
    ///
    /// @param background by which the innovations were made
    /// @param method how rows are made, in a line
    /// @param months ascending, two at most: the last one is the day's own, the one before is open for some
    ///     days more. None in the first days where backgrounds come days late
    public record Inversion(String background, String method, List<MonthEstimate> months) implements Diagnostics {
        /// Ends the name of a field of the month before the day's own.
        public static final String EARLIER_SUFFIX = "_earlier";

        /// Begins the method where rows are read from files, so that they rest on a transport of their own.
        public static final String ROWS_OF_FILES = "footprints in files";

        public Inversion {
            months = List.copyOf(months);
            if (months.size() > 2)
                throw new IllegalArgumentException("inversion has " + months.size() + " months, expected 2 or fewer");
        }

        /// Of the last month; NaN without any.
        public double chiSquare() {
            return months.isEmpty() ? Double.NaN : months.getLast().chiSquare();
        }

        @Override
        public AssimilationSystem system() {
            return AssimilationSystem.INVERSION;
        }
    }

    /// What is known of a month.
    ///
    /// @param daysIn days whose observations are in
    /// @param finished no further observation has a say in it
    /// @param used observations of the month's days
    /// @param unused observations of the month's days that are not used, by reason; those of stations, which never
    ///     are, do not count
    /// @param chiSquare of the innovations, an observation; NaN without any
    /// @param degreesOfFreedom trace of the averaging kernel
    /// @param offsetsPpm corrections of the background; empty where it is trusted
    /// @param lostShare mean share of the rows whose origin is not known
    /// @param regions totals
    /// @param covariance of the regions' posterior totals, (TgC per day)² `[regions][regions]`
    /// @param scores of the observations by set and lane, such as `used/prior`, `withheld/posterior`; where there
    ///     are stations `station/prior` or `tccon/prior`, and of one station the set `station:NAME`
    /// @param granules of the month's days, by sensor
    /// @param missing days that expected sensors had no granule of
    public record MonthEstimate(
            YearMonth month,
            int daysIn,
            boolean finished,
            int used,
            Map<String, Integer> unused,
            double chiSquare,
            double degreesOfFreedom,
            List<Double> offsetsPpm,
            double lostShare,
            List<RegionTotal> regions,
            List<List<Double>> covariance,
            Map<String, Scores> scores,
            List<Granule> granules,
            Map<Sensor, List<LocalDate>> missing) {
        public MonthEstimate {
            if (daysIn < 1 || daysIn > month.lengthOfMonth())
                throw new IllegalArgumentException(
                        "month " + month + " has " + daysIn + " days in, expected 1 to " + month.lengthOfMonth());
            unused = Ordered.map(unused);
            offsetsPpm = List.copyOf(offsetsPpm);
            regions = List.copyOf(regions);
            covariance = covariance.stream().map(List::copyOf).toList();
            for (List<Double> row : covariance)
                if (row.size() != regions.size() || covariance.size() != regions.size())
                    throw new IllegalArgumentException("covariance of " + covariance.size() + " by " + row.size()
                            + " for " + regions.size() + " regions of " + month);
            scores = Ordered.map(scores);
            granules = List.copyOf(granules);
            missing = Ordered.map(missing);
        }
    }

    /// A region's fluxes, mean over a month, TgC per day. Natural flux is net minus fossil: biosphere, fire and ocean.
    ///
    /// @param fossil not known better after the observations than before
    /// @param fire in the prior
    /// @param priorNet sum of all the prior has
    /// @param priorNetSpread its standard deviation
    /// @param posteriorNet with the month's observations
    /// @param posteriorNetSpread its standard deviation
    public record RegionTotal(
            String region,
            double areaKm2,
            double fossil,
            double fire,
            double priorNet,
            double priorNetSpread,
            double posteriorNet,
            double posteriorNetSpread) {
        public double priorNatural() {
            return priorNet - fossil;
        }

        public double posteriorNatural() {
            return posteriorNet - fossil;
        }
    }

    /// What only the filter can say.
    ///
    /// @throws IllegalStateException when it is of another system
    public Filter ofFilter() {
        return switch (diagnostics) {
            case Filter filter -> filter;
            case Inversion _ -> throw new IllegalStateException(identity + " is of no filter");
        };
    }

    /// What only the inversion can say.
    ///
    /// @throws IllegalStateException when it is of another system
    public Inversion ofInversion() {
        return switch (diagnostics) {
            case Inversion inversion -> inversion;
            case Filter _ -> throw new IllegalStateException(identity + " is of no inversion");
        };
    }

    /// The same, saying by what it was made.
    public DailyAnalysis madeBy(Making making) {
        return new DailyAnalysis(
                identity,
                new Sources(sources.granules, sources.missingSensors, sources.standIns, sources.inputs, making),
                counts,
                regions,
                fields,
                diagnostics);
    }

    /// The same, saying how many fluxes in detail it has.
    public DailyAnalysis with(List<FluxDetail> details) {
        final Map<FluxDetail.Kind, Integer> numbers = new TreeMap<>();
        for (FluxDetail detail : details) numbers.merge(detail.kind(), 1, Integer::sum);
        return new DailyAnalysis(identity, sources, counts.withDetails(numbers), regions, fields, diagnostics);
    }

    /// The members as they are now beside those before the observations; none where a former record has none.
    private static Members members(Members first, Members now) {
        return first.background().isEmpty() ? Members.NONE : new Members(first.background(), now.analysis());
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
                    now.analysisSpreadTgCPerDay(),
                    first.fossilTgCPerDay(),
                    first.fireTgCPerDay(),
                    members(first.members(), now.members())));
        }
        return new DailyAnalysis(
                identity.withRevision(revision),
                sources,
                counts,
                totals,
                fields,
                ofFilter().smoothed(smoothingDays));
    }
}
