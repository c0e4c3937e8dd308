package org.fluxwatch.assimilate.inversion.experiment;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Station;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.StationMonth;
import org.fluxwatch.assimilate.model.score.ScoreSums;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;

/// Monthly means at a station, and how well they agree (MEGA paper, Fig. 4b and c).
final class StationSums {
    private final SortedMap<YearMonth, Sums> months = new TreeMap<>();

    private static final class Sums {
        private int count;
        private double observed;
        private double prior;
        private double posterior;
    }

    void add(YearMonth month, double observed, double prior, double posterior) {
        final Sums sums = months.computeIfAbsent(month, _ -> new Sums());
        sums.count++;
        sums.observed += observed;
        sums.prior += prior;
        sums.posterior += posterior;
    }

    Station of(String name) {
        final List<StationMonth> means = new ArrayList<>();
        final ScoreSums prior = new ScoreSums();
        final ScoreSums posterior = new ScoreSums();
        months.forEach((month, sums) -> {
            final StationMonth mean = new StationMonth(
                    month,
                    sums.count,
                    sums.observed / sums.count,
                    sums.prior / sums.count,
                    sums.posterior / sums.count);
            means.add(mean);
            prior.add(mean.observedPpm(), mean.priorPpm());
            posterior.add(mean.observedPpm(), mean.posteriorPpm());
        });
        final SortedMap<String, Scores> scores = new TreeMap<>();
        scores.put("prior", prior.scores());
        scores.put("posterior", posterior.scores());
        return new Station(name, means, scores);
    }
}
