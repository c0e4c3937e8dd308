package org.fluxwatch.assimilate.filter.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
            if (status != Innovation.Status.VALIDATION) counts.put(status.label(), 0);
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
            final double observed = innovation.observedPpm();
            if (!innovation.sensor().isSatellite() && !Double.isNaN(innovation.backgroundPpm())) {
                final String sensor = innovation.sensor().label();
                addLanes(sums, sensor, innovation);
                addLanes(sums, sensor + ":" + innovation.granule(), innovation);
            }
            switch (innovation.status()) {
                case ASSIMILATED -> {
                    sums.get("assimilated/background").add(observed, innovation.backgroundPpm());
                    sums.get("assimilated/analysis").add(observed, innovation.analysisPpm());
                    ranks[innovation.rank()]++;
                    assimilated++;
                    chi += innovation.departurePpm()
                            * innovation.departurePpm()
                            / (innovation.spreadPpm() * innovation.spreadPpm()
                                    + innovation.errorPpm() * innovation.errorPpm());
                }
                case WITHHELD -> {
                    addLanes(sums, "withheld", innovation);
                    ranks[innovation.rank()]++;
                }
                case GATED, NEAR_BOUNDARY, OUTSIDE_DOMAIN, OUTSIDE_DAY, VALIDATION -> {}
            }
        }
        final Map<String, Scores> scores = new TreeMap<>();
        sums.forEach((set, sum) -> scores.put(set, sum.scores()));
        final List<Integer> histogram = new ArrayList<>();
        for (int rank : ranks) histogram.add(rank);
        return new DayVerdict(counts, scores, assimilated == 0 ? Double.NaN : chi / assimilated, histogram);
    }

    private static void addLanes(Map<String, ScoreSums> sums, String set, Innovation innovation) {
        add(sums, set + "/CTRL", innovation, innovation.controlPpm());
        add(sums, set + "/FC", innovation, innovation.forecastPpm());
        add(sums, set + "/background", innovation, innovation.backgroundPpm());
        add(sums, set + "/AN", innovation, innovation.analysisPpm());
    }

    private static void add(Map<String, ScoreSums> sums, String name, Innovation innovation, double simulatedPpm) {
        sums.computeIfAbsent(name, set -> new ScoreSums()).add(innovation.observedPpm(), simulatedPpm);
    }
}
