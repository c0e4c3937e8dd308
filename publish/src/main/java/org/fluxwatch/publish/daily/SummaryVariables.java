package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;

/// The day in numbers: regions, scores, counts by status, chi-square, rank histogram. A table without rows is left out.
final class SummaryVariables {
    private SummaryVariables() {}

    static List<CfVariable> of(DailyAnalysis day) {
        final List<CfVariable> variables = new ArrayList<>();
        final double chiSquare = Double.isNaN(day.chiSquare()) ? CfVariable.DOUBLE_FILL : day.chiSquare();
        variables.add(CfVariable.of("chi_square", "", new int[0], new ClassicValues.Doubles(chiSquare))
                .with("_FillValue", CfVariable.DOUBLE_FILL)
                .described("mean of (o - b)^2 / (spread^2 + error^2) over the assimilated observations", "1"));
        if (!day.rankHistogram().isEmpty())
            variables.add(CfVariable.ints(
                            "rank_histogram",
                            "rank",
                            day.rankHistogram().stream().mapToInt(n -> n).toArray())
                    .described("observations, assimilated or withheld, by members below them", "1"));
        if (!day.regions().isEmpty()) variables.addAll(regions(day.regions()));
        if (!day.statistics().isEmpty()) variables.addAll(scores(day.statistics()));
        if (!day.counts().isEmpty()) variables.addAll(counts(day.counts()));
        return variables;
    }

    private static List<CfVariable> regions(List<RegionFlux> regions) {
        return List.of(
                CfVariable.texts(
                                "region_name",
                                "region",
                                regions.stream().map(RegionFlux::region).toList())
                        .with("long_name", "name of the region"),
                region(regions, "region_area", "area of the region in the domain", RegionFlux::areaKm2)
                        .with("units", "km2"),
                flux(regions, "region_flux_prior", "prior total", RegionFlux::priorTgCPerDay),
                flux(
                        regions,
                        "region_flux_prior_spread",
                        "standard deviation over members of the prior total",
                        RegionFlux::priorSpreadTgCPerDay),
                flux(regions, "region_flux_analysis", "analysed total", RegionFlux::analysisTgCPerDay),
                flux(
                        regions,
                        "region_flux_analysis_spread",
                        "standard deviation over members of the analysed total",
                        RegionFlux::analysisSpreadTgCPerDay));
    }

    private static CfVariable region(
            List<RegionFlux> regions, String name, String longName, ToDoubleFunction<RegionFlux> value) {
        return CfVariable.sparse(
                        name, "region", regions.stream().mapToDouble(value).toArray())
                .with("long_name", longName)
                .with("coordinates", "region_name");
    }

    /// TgC d-1 with the carbon in the long name, since UDUNITS knows no TgC.
    private static CfVariable flux(
            List<RegionFlux> regions, String name, String what, ToDoubleFunction<RegionFlux> value) {
        return region(regions, name, "natural surface flux of carbon, positive to the air: " + what, value)
                .with("units", "Tg d-1")
                .with("comment", "mass of carbon: TgC per day");
    }

    private static List<CfVariable> scores(Map<String, Scores> statistics) {
        final List<Scores> scores = List.copyOf(statistics.values());
        return List.of(
                CfVariable.texts("score_name", "score", List.copyOf(statistics.keySet()))
                        .with("long_name", "set of observations / lane simulated from"),
                counts("score_count", "score", "observations in the set", scores, Scores::count),
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

    private static List<CfVariable> counts(Map<String, Integer> counts) {
        return List.of(
                CfVariable.texts("status_name", "status", List.copyOf(counts.keySet()))
                        .with("long_name", "what was done with observations"),
                counts("status_count", "status", "observations", List.copyOf(counts.values()), n -> n)
                        .with("coordinates", "status_name"));
    }

    private static <T> CfVariable counts(
            String name, String dimension, String longName, List<T> rows, ToIntFunction<T> value) {
        return CfVariable.ints(name, dimension, rows.stream().mapToInt(value).toArray())
                .described(longName, "1");
    }

    static double readChiSquare(ClassicFile file) {
        return NetcdfRead.doubles(file, "chi_square")[0];
    }

    static List<Integer> readRankHistogram(ClassicFile file) {
        final List<Integer> ranks = new ArrayList<>();
        if (file.has("rank_histogram")) for (int count : file.ints("rank_histogram")) ranks.add(count);
        return ranks;
    }

    static List<RegionFlux> readRegions(ClassicFile file) {
        final List<RegionFlux> regions = new ArrayList<>();
        if (!file.has("region_name")) return regions;
        final List<String> names = file.texts("region_name");
        final double[] area = NetcdfRead.doubles(file, "region_area");
        final double[] prior = NetcdfRead.doubles(file, "region_flux_prior");
        final double[] priorSpread = NetcdfRead.doubles(file, "region_flux_prior_spread");
        final double[] analysis = NetcdfRead.doubles(file, "region_flux_analysis");
        final double[] analysisSpread = NetcdfRead.doubles(file, "region_flux_analysis_spread");
        for (int n = 0; n < names.size(); n++)
            regions.add(
                    new RegionFlux(names.get(n), area[n], prior[n], priorSpread[n], analysis[n], analysisSpread[n]));
        return regions;
    }

    static Map<String, Scores> readScores(ClassicFile file) {
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

    static Map<String, Integer> readCounts(ClassicFile file) {
        final Map<String, Integer> counts = new TreeMap<>();
        if (!file.has("status_name")) return counts;
        final List<String> names = file.texts("status_name");
        final int[] count = file.ints("status_count");
        for (int n = 0; n < names.size(); n++) counts.put(names.get(n), count[n]);
        return counts;
    }
}
