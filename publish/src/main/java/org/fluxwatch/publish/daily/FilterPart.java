package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Innovation;

/// What only the filter's days have in a file: the ensemble's size, its consistency, scores by lane, and of each
/// observation spread, lanes and rank.
record FilterPart(DailyAnalysis.Filter filter) implements SystemPart {
    @Override
    public String method() {
        return "hourly ensemble square-root filter on satellite XCO2, " + filter.members() + " members";
    }

    @Override
    public String historyNote() {
        return filter.smoothingDays() == 0
                ? ""
                : ", flux corrected by the observations of " + filter.smoothingDays() + " later days";
    }

    @Override
    public List<ClassicAttribute> attributes() {
        return List.of(
                ClassicAttribute.of("smoothing_days", filter.smoothingDays()),
                ClassicAttribute.of("members", filter.members()));
    }

    @Override
    public List<CfVariable> consistency() {
        final List<CfVariable> variables = new ArrayList<>();
        final double chiSquare = Double.isNaN(filter.chiSquare()) ? CfVariable.DOUBLE_FILL : filter.chiSquare();
        variables.add(CfVariable.of("chi_square", "", new int[0], new ClassicValues.Doubles(chiSquare))
                .with("_FillValue", CfVariable.DOUBLE_FILL)
                .described("mean of (o - b)^2 / (spread^2 + error^2) over the assimilated observations", "1"));
        if (!filter.rankHistogram().isEmpty())
            variables.add(CfVariable.ints(
                            "rank_histogram",
                            "rank",
                            filter.rankHistogram().stream().mapToInt(n -> n).toArray())
                    .described("observations, assimilated or withheld, by members below them", "1"));
        return variables;
    }

    @Override
    public List<CfVariable> scores() {
        final Map<String, Scores> statistics = filter.statistics();
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

    @Override
    public List<CfVariable> ofObservations(List<Innovation> innovations) {
        final List<Innovation.Filter> ofFilter =
                innovations.stream().map(FilterPart::diagnostics).toList();
        return List.of(
                ObservationVariables.ppm(
                        ofFilter,
                        "obs_spread",
                        "standard deviation of simulated XCO2 over members before the update",
                        Innovation.Filter::spreadPpm),
                ObservationVariables.ppm(
                        ofFilter, "obs_control", "simulated XCO2 of the control lane", Innovation.Filter::controlPpm),
                ObservationVariables.ppm(
                        ofFilter,
                        "obs_forecast",
                        "simulated XCO2 of the forecast lane",
                        Innovation.Filter::forecastPpm),
                CfVariable.ints(
                                "obs_rank",
                                ObservationVariables.DIMENSION,
                                ofFilter.stream()
                                        .mapToInt(Innovation.Filter::rank)
                                        .toArray())
                        .described("members below the perturbed observation", "1"));
    }

    private static Innovation.Filter diagnostics(Innovation innovation) {
        return switch (innovation.diagnostics()) {
            case Innovation.Filter ofFilter -> ofFilter;
        };
    }

    /// Of the day.
    static DailyAnalysis.Filter read(ClassicFile file) {
        return new DailyAnalysis.Filter(
                NetcdfRead.number(file, "members"),
                NetcdfRead.number(file, "smoothing_days"),
                NetcdfRead.doubles(file, "chi_square")[0],
                readRankHistogram(file),
                readScores(file));
    }

    private static List<Integer> readRankHistogram(ClassicFile file) {
        final List<Integer> ranks = new ArrayList<>();
        if (file.has("rank_histogram")) for (int count : file.ints("rank_histogram")) ranks.add(count);
        return ranks;
    }

    private static Map<String, Scores> readScores(ClassicFile file) {
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

    /// Of each observation.
    static List<Innovation.Filter> readOfObservations(ClassicFile file) {
        final double[] spread = NetcdfRead.doubles(file, "obs_spread");
        final double[] control = NetcdfRead.doubles(file, "obs_control");
        final double[] forecast = NetcdfRead.doubles(file, "obs_forecast");
        final int[] rank = file.ints("obs_rank");
        final List<Innovation.Filter> read = new ArrayList<>();
        for (int n = 0; n < rank.length; n++)
            read.add(new Innovation.Filter(spread[n], control[n], forecast[n], rank[n]));
        return read;
    }
}
