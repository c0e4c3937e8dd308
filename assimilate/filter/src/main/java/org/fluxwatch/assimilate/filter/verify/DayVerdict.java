package org.fluxwatch.assimilate.filter.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fluxwatch.assimilate.model.score.ScoreSums;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Innovation;

/// What a day's innovations say of the filter.
///
/// @param counts by status label; `validation` only where there is any, all others present
/// @param scores by set and lane: `assimilated/background`, `assimilated/analysis`, `withheld/CTRL`, `withheld/FC`,
///     `withheld/background`, `withheld/AN`
/// and for stations, where there are any, `station` or `tccon`, and `station:NAME` for each, with the lanes `CTRL`,
/// `FC`,     `background`, `AN`: whether they are assimilated, gated or neither
/// @param chiSquare mean of (o - b)² / (s² + r) over the assimilated; 1 when the filter is consistent; NaN without any
/// @param rankHistogram `[N + 1]` over assimilated and withheld
public record DayVerdict(
        Map<String, Integer> counts, Map<String, Scores> scores, double chiSquare, List<Integer> rankHistogram) {

    public static DayVerdict of(List<Innovation> innovations, int members) {
        final Map<String, Integer> counts = new TreeMap<>();
        for (Innovation.Status status : Innovation.Status.values())
            if (status != Innovation.Status.VALIDATION && status != Innovation.Status.UNUSABLE)
                counts.put(status.label(), 0);
        final Map<String, ScoreSums> sums = new TreeMap<>();
        for (String set : List.of(
                "assimilated/background",
                "assimilated/analysis",
                "withheld/CTRL",
                "withheld/FC",
                "withheld/background",
                "withheld/AN")) sums.put(set, new ScoreSums());
        final int[] ranks = new int[members + 1];
        double chi = 0;
        int assimilated = 0;
        for (Innovation innovation : innovations) {
            counts.merge(innovation.status().label(), 1, Integer::sum);
            final Innovation.Observation observation = innovation.observation();
            final Innovation.Simulated simulated = innovation.simulated();
            final Innovation.Filter filter = innovation.ofFilter();
            final double observed = observation.ppm();
            if (!observation.sensor().isSatellite() && !Double.isNaN(simulated.backgroundPpm())) {
                final String sensor = observation.sensor().label();
                addLanes(sums, sensor, observed, simulated, filter);
                addLanes(sums, sensor + ":" + observation.source(), observed, simulated, filter);
            }
            switch (innovation.status()) {
                case ASSIMILATED -> {
                    add(sums, "assimilated/background", observed, simulated.backgroundPpm());
                    add(sums, "assimilated/analysis", observed, simulated.analysisPpm());
                    ranks[filter.rank()]++;
                    assimilated++;
                    chi += innovation.departurePpm()
                            * innovation.departurePpm()
                            / (filter.spreadPpm() * filter.spreadPpm()
                                    + observation.errorPpm() * observation.errorPpm());
                }
                case WITHHELD -> {
                    addLanes(sums, "withheld", observed, simulated, filter);
                    ranks[filter.rank()]++;
                }
                case GATED, NEAR_BOUNDARY, OUTSIDE_DOMAIN, OUTSIDE_DAY, VALIDATION, UNUSABLE -> {}
            }
        }
        final Map<String, Scores> scores = new TreeMap<>();
        sums.forEach((set, sum) -> scores.put(set, sum.scores()));
        final List<Integer> histogram = new ArrayList<>();
        for (int rank : ranks) histogram.add(rank);
        return new DayVerdict(counts, scores, assimilated == 0 ? Double.NaN : chi / assimilated, histogram);
    }

    /// @param set and lane, of those that are always there
    public Scores scores(String set) {
        return Objects.requireNonNull(scores.get(set), () -> "no scores of " + set);
    }

    private static void addLanes(
            Map<String, ScoreSums> sums,
            String set,
            double observed,
            Innovation.Simulated simulated,
            Innovation.Filter filter) {
        add(sums, set + "/CTRL", observed, filter.controlPpm());
        add(sums, set + "/FC", observed, filter.forecastPpm());
        add(sums, set + "/background", observed, simulated.backgroundPpm());
        add(sums, set + "/AN", observed, simulated.analysisPpm());
    }

    private static void add(Map<String, ScoreSums> sums, String name, double observed, double simulated) {
        sums.computeIfAbsent(name, set -> new ScoreSums()).add(observed, simulated);
    }
}
