package org.fluxwatch.deploy.osse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.deploy.osse.OsseReport.Comparison;
import org.fluxwatch.deploy.osse.OsseReport.FluxSkill;
import org.fluxwatch.deploy.osse.OsseReport.RegionDay;
import org.fluxwatch.deploy.osse.OsseReport.RegionScore;

/// Holds daily fluxes against the true ones, by region and by cell.
final class FluxScores {
    /// The region that is the whole domain; it is in no mean over regions, unless there is no other.
    static final String DOMAIN = "domain";

    private static final double LEAST_LAND_FLUX = 0.1; // µmol m-2 s-1: below it lie the sea and deserts

    private final Grid grid;
    private final Map<String, RegionSums> regions = new LinkedHashMap<>();
    private final ErrorSums dailyPrior = new ErrorSums();
    private final ErrorSums dailyAnalysis = new ErrorSums();
    private final ErrorSums gridPrior = new ErrorSums();
    private final ErrorSums gridAnalysis = new ErrorSums();
    private final SpreadSums spread = new SpreadSums();
    private final RegionWeeks weeks = new RegionWeeks();

    FluxScores(Grid grid) {
        this.grid = grid;
    }

    /// A region's days so far, TgC per day.
    private static final class RegionSums {
        final double areaKm2;
        final ErrorSums prior = new ErrorSums();
        final ErrorSums analysis = new ErrorSums();
        final SpreadSums spread = new SpreadSums();
        final boolean inMeans;
        double truth;

        RegionSums(double areaKm2, boolean inMeans) {
            this.areaKm2 = areaKm2;
            this.inMeans = inMeans;
        }

        void add(RegionDay day) {
            truth += day.truth();
            prior.add(day.prior() - day.truth());
            analysis.add(day.analysis() - day.truth());
            spread.add(day.analysis() - day.truth(), day.spread());
        }

        /// µmol m-2 s-1 of the region's mean flux, of a TgC per day.
        double perTgC() {
            return 1 / (areaKm2 * 1e6 * Constants.TGC_PER_DAY);
        }
    }

    /// A region's day.
    ///
    /// @param flux that it was made of
    /// @param alone whether there is no other region
    void add(RegionDay day, RegionFlux flux, boolean alone) {
        final double areaKm2 = flux.areaKm2();
        final RegionSums sums =
                regions.computeIfAbsent(day.region(), name -> new RegionSums(areaKm2, alone || !name.equals(DOMAIN)));
        sums.add(day);
        if (!sums.inMeans) return;
        weeks.add(day.truth(), day.prior(), flux);
        final double perTgC = sums.perTgC();
        dailyPrior.add(perTgC * (day.prior() - day.truth()));
        dailyAnalysis.add(perTgC * (day.analysis() - day.truth()));
        spread.add(perTgC * (day.analysis() - day.truth()), perTgC * day.spread());
    }

    /// A day's maps, µmol m-2 s-1 `[cells]`.
    void add(float[] truth, float[] prior, float[] analysis) {
        addLand(truth, prior, analysis, gridPrior, gridAnalysis);
    }

    /// Errors of one day's maps.
    Comparison ofDay(float[] truth, float[] prior, float[] analysis) {
        final ErrorSums ofPrior = new ErrorSums();
        final ErrorSums ofAnalysis = new ErrorSums();
        addLand(truth, prior, analysis, ofPrior, ofAnalysis);
        return Comparison.of(ofPrior, ofAnalysis);
    }

    private void addLand(float[] truth, float[] prior, float[] analysis, ErrorSums ofPrior, ErrorSums ofAnalysis) {
        for (int c = 0; c < grid.cells(); c++) {
            if (Math.abs(prior[c]) < LEAST_LAND_FLUX && Math.abs(truth[c]) < LEAST_LAND_FLUX) continue;
            ofPrior.add(prior[c] - truth[c]);
            ofAnalysis.add(analysis[c] - truth[c]);
        }
    }

    List<RegionScore> regions() {
        final List<RegionScore> scores = new ArrayList<>();
        regions.forEach((name, sums) -> scores.add(new RegionScore(
                name,
                sums.areaKm2,
                sums.perTgC(),
                sums.truth / sums.prior.count(),
                Comparison.of(sums.prior, sums.analysis),
                sums.spread.spread(),
                sums.spread.ratio(),
                sums.spread.coveragePercent())));
        return scores;
    }

    FluxSkill skill() {
        final ErrorSums periodPrior = new ErrorSums();
        final ErrorSums periodAnalysis = new ErrorSums();
        final List<String> worse = new ArrayList<>();
        regions.forEach((name, sums) -> {
            final double prior = sums.prior.errors().rmse();
            if (sums.analysis.errors().rmse() > prior + sums.spread.spread()) worse.add(name);
            if (!sums.inMeans) return;
            periodPrior.add(sums.perTgC() * sums.prior.errors().bias());
            periodAnalysis.add(sums.perTgC() * sums.analysis.errors().bias());
        });
        return new FluxSkill(
                Comparison.of(dailyPrior, dailyAnalysis),
                Comparison.of(periodPrior, periodAnalysis),
                Comparison.of(gridPrior, gridAnalysis),
                spread.ratio(),
                spread.coveragePercent(),
                weeks.keptPercent(),
                worse);
    }

    boolean isEmpty() {
        return regions.isEmpty();
    }
}
