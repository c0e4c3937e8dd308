package org.fluxwatch.publish.daily;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;

/// Departures of sets of observations from lanes. Without any the table is left out.
final class ScoreVariables {
    private ScoreVariables() {}

    static List<CfVariable> of(Map<String, Scores> statistics) {
        if (statistics.isEmpty()) return List.of();
        final List<Scores> scores = List.copyOf(statistics.values());
        return List.of(
                CfVariable.texts("score_name", "score", List.copyOf(statistics.keySet()))
                        .with("long_name", "set of observations / lane simulated from"),
                CfVariable.ints(
                                "score_count",
                                "score",
                                scores.stream().mapToInt(Scores::count).toArray())
                        .described("observations in the set", "1"),
                score("score_bias", "mean of observed minus simulated", "ppm", scores, Scores::biasPpm),
                score("score_rmse", "root mean square of observed minus simulated", "ppm", scores, Scores::rmsePpm),
                score("score_mae", "mean absolute observed minus simulated", "ppm", scores, Scores::maePpm),
                score("score_correlation", "correlation, observed and simulated", "1", scores, Scores::correlation));
    }

    private static CfVariable score(
            String name, String longName, String units, List<Scores> scores, ToDoubleFunction<Scores> value) {
        return CfVariable.sparse(
                        name, "score", scores.stream().mapToDouble(value).toArray())
                .described(longName, units)
                .with("coordinates", "score_name");
    }

    static Map<String, Scores> read(ClassicFile file) {
        final Map<String, Scores> scores = new TreeMap<>();
        if (!file.has("score_name")) return scores;
        final List<String> names = file.texts("score_name");
        final int[] count = file.ints("score_count");
        final double[] bias = NetcdfRead.doubles(file, "score_bias");
        final double[] rmse = NetcdfRead.doubles(file, "score_rmse");
        final double[] mae = NetcdfRead.doubles(file, "score_mae");
        final double[] correlation = NetcdfRead.doubles(file, "score_correlation");
        for (int n = 0; n < names.size(); n++)
            scores.put(names.get(n), new Scores(count[n], bias[n], rmse[n], mae[n], correlation[n]));
        return scores;
    }
}
