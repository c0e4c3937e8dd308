package org.fluxwatch.publish.metrics;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;

/// Rows by metric; what is NaN has no row.
final class Rows {
    final Map<String, List<MultiGauge.Row<?>>> byMetric = new TreeMap<>();

    void add(String metric, Tags tags, double value) {
        if (Double.isNaN(value)) return;
        byMetric.computeIfAbsent(metric, name -> new ArrayList<>()).add(MultiGauge.Row.of(tags, value));
    }

    /// A row for each count.
    void addAll(String metric, Tags tags, String label, Map<String, Integer> counts) {
        counts.forEach((value, count) -> add(metric, tags.and(label, value), count));
    }

    void addScores(Tags tags, Map<String, Scores> statistics) {
        statistics.forEach((name, scores) -> {
            if (!ofOneStation(name)) addScore(tags, name, scores);
        });
    }

    /// Such as `station:NAME/AN`: in the product and on the page, but a label value for every station there ever
    /// was is too much for a store of metrics.
    private static boolean ofOneStation(String name) {
        return name.indexOf(':') >= 0;
    }

    /// @param name set and lane, such as `withheld/AN`
    private void addScore(Tags all, String name, Scores scores) {
        final int slash = name.indexOf('/');
        final Tags tags = all.and("set", slash < 0 ? name : name.substring(0, slash))
                .and("lane", slash < 0 ? "" : name.substring(slash + 1));
        add("fluxwatch_publish_innovation_count", tags, scores.count());
        add("fluxwatch_publish_innovation_bias_ppm", tags, scores.biasPpm());
        add("fluxwatch_publish_innovation_rmse_ppm", tags, scores.rmsePpm());
        add("fluxwatch_publish_innovation_mae_ppm", tags, scores.maePpm());
    }

    /// Natural flux of a region.
    void addRegion(Tags tags, double prior, double priorSpread, double analysis, double analysisSpread) {
        add("fluxwatch_publish_region_flux_prior_tgc_per_day", tags, prior);
        add("fluxwatch_publish_region_flux_prior_spread_tgc_per_day", tags, priorSpread);
        add("fluxwatch_publish_region_flux_analysis_tgc_per_day", tags, analysis);
        add("fluxwatch_publish_region_flux_analysis_spread_tgc_per_day", tags, analysisSpread);
    }
}
