package org.fluxwatch.publish.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.revision.RevisionChange.CountChange;
import org.fluxwatch.publish.revision.RevisionChange.RegionChange;
import org.fluxwatch.publish.revision.RevisionChange.ScoreChange;

/// A product in numbers, whichever system it is of.
///
/// @param counts observations by status
/// @param scores by set and lane
/// @param regions natural flux
record Numbers(Map<String, Integer> counts, Map<String, Scores> scores, double chiSquare, Map<String, Total> regions) {
    private static final Scores NO_SCORES = new Scores(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    private static final Total NO_TOTAL = new Total(Double.NaN, Double.NaN);

    /// TgC/day.
    record Total(double flux, double spread) {}

    static Numbers of(Product product) {
        return switch (product) {
            case DayProduct day -> {
                final DailyAnalysis.Filter filter = day.analysis().ofFilter();
                final Map<String, Total> regions = new TreeMap<>();
                day.analysis()
                        .regions()
                        .forEach(region -> regions.put(
                                region.region(),
                                new Total(region.analysisTgCPerDay(), region.analysisSpreadTgCPerDay())));
                yield new Numbers(day.analysis().counts().byStatus(), filter.statistics(), filter.chiSquare(), regions);
            }
            case MonthProduct month -> {
                final Map<String, Total> regions = new TreeMap<>();
                month.estimate()
                        .regions()
                        .forEach(region -> regions.put(
                                region.region(),
                                new Total(region.posteriorNatural() - region.fire(), region.posteriorNetSpread())));
                yield new Numbers(
                        month.byStatus(),
                        month.estimate().scores(),
                        month.estimate().chiSquare(),
                        regions);
            }
        };
    }

    private static TreeSet<String> names(Map<String, ?> one, Map<String, ?> other) {
        final TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    List<CountChange> countChanges(Numbers after) {
        final List<CountChange> changes = new ArrayList<>();
        for (String status : names(counts, after.counts))
            changes.add(new CountChange(status, counts.getOrDefault(status, 0), after.counts.getOrDefault(status, 0)));
        return changes;
    }

    List<ScoreChange> scoreChanges(Numbers after) {
        final List<ScoreChange> changes = new ArrayList<>();
        for (String set : names(scores, after.scores)) {
            final Scores was = scores.getOrDefault(set, NO_SCORES);
            final Scores is = after.scores.getOrDefault(set, NO_SCORES);
            changes.add(new ScoreChange(
                    set, was.count(), is.count(), was.biasPpm(), is.biasPpm(), was.rmsePpm(), is.rmsePpm()));
        }
        return changes;
    }

    List<RegionChange> regionChanges(Numbers after) {
        final List<RegionChange> changes = new ArrayList<>();
        for (String region : names(regions, after.regions)) {
            final Total was = regions.getOrDefault(region, NO_TOTAL);
            final Total is = after.regions.getOrDefault(region, NO_TOTAL);
            final double change = is.flux - was.flux;
            changes.add(
                    new RegionChange(region, was.flux, was.spread, is.flux, is.spread, change, change / was.spread));
        }
        return changes;
    }
}
