package org.fluxwatch.deploy.osse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.cycle.DayResult;
import org.fluxwatch.assimilate.verify.DayVerdict;
import org.fluxwatch.assimilate.verify.RegionFluxes;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.deploy.osse.OsseReport.Comparison;
import org.fluxwatch.deploy.osse.OsseReport.DayScore;
import org.fluxwatch.deploy.osse.OsseReport.Headline;
import org.fluxwatch.deploy.osse.OsseReport.LaneScore;
import org.fluxwatch.deploy.osse.OsseReport.RegionDay;
import org.fluxwatch.deploy.osse.OsseReport.RegionScore;

/// Holds the filter's days against the true ones. Days of spin-up are kept but not scored.
final class Scoreboard {
    private static final String DOMAIN = "domain";
    private static final double LEAST_LAND_FLUX = 0.1; // µmol m-2 s-1: below it lie the sea and deserts

    private final Grid grid;
    private final int members;
    private final LocalDate scoredFrom;
    private final Map<String, double[]> areas = new LinkedHashMap<>();
    private final Map<String, RegionSums> regions = new LinkedHashMap<>();
    private final ErrorSums gridPrior = new ErrorSums();
    private final ErrorSums gridAnalysis = new ErrorSums();
    private final List<Innovation> innovations = new ArrayList<>();
    private final List<DayScore> days = new ArrayList<>();
    private final PeriodMeans means;

    /// @param members ensemble size
    /// @param scoredFrom first day after spin-up
    Scoreboard(Grid grid, int members, LocalDate scoredFrom) {
        this.grid = grid;
        this.members = members;
        this.scoredFrom = scoredFrom;
        means = new PeriodMeans(grid.cells());
        for (Region region : Regions.jdas()) areas.put(region.name(), region.areasM2(grid));
        areas.put(DOMAIN, new Region(DOMAIN, -90, 90, -180, 180).areasM2(grid));
    }

    /// A region's days so far, TgC per day.
    private static final class RegionSums {
        final double areaKm2;
        final ErrorSums prior = new ErrorSums();
        final ErrorSums analysis = new ErrorSums();
        final SpreadSums spread = new SpreadSums();
        double truth;

        RegionSums(double areaKm2) {
            this.areaKm2 = areaKm2;
        }

        void add(RegionDay day) {
            truth += day.truth();
            prior.add(day.prior() - day.truth());
            analysis.add(day.analysis() - day.truth());
            spread.add(day.analysis() - day.truth(), day.spread());
        }

        /// µmol m-2 s-1 of the region's mean flux, of a TgC per day.
        double perTgC() {
            return 1 / (areaKm2 * 1e6 * RegionFluxes.TGC_PER_DAY);
        }
    }

    /// @param truth true natural flux, mean of the day, µmol m-2 s-1 `[cells]`
    DayScore add(LocalDate day, float[] truth, DayResult result) {
        final boolean scored = !day.isBefore(scoredFrom);
        final float[] prior = PeriodMeans.field(result, "flux_prior");
        final float[] analysis = PeriodMeans.field(result, "flux_analysis");
        final List<RegionDay> totals = new ArrayList<>();
        for (RegionFlux flux : result.regions()) {
            final RegionDay total = new RegionDay(
                    flux.region(),
                    total(areas.get(flux.region()), truth),
                    flux.priorTgCPerDay(),
                    flux.analysisTgCPerDay(),
                    flux.analysisSpreadTgCPerDay());
            totals.add(total);
            if (scored)
                regions.computeIfAbsent(flux.region(), name -> new RegionSums(flux.areaKm2()))
                        .add(total);
        }
        final DayScore score = new DayScore(
                day,
                result.verdict().counts(),
                result.verdict().scores().get("assimilated/background"),
                result.verdict().chiSquare(),
                gridErrors(truth, prior, analysis, scored),
                totals,
                OsseReport.MassDay.of(result.massBudget()));
        days.add(score);
        if (scored) {
            innovations.addAll(result.innovations());
            means.add(truth, result);
        }
        return score;
    }

    private static double total(double[] areas, float[] flux) {
        double total = 0;
        for (int c = 0; c < areas.length; c++) total += areas[c] * RegionFluxes.TGC_PER_DAY * flux[c];
        return total;
    }

    private Comparison gridErrors(float[] truth, float[] prior, float[] analysis, boolean scored) {
        final ErrorSums priorOfDay = new ErrorSums();
        final ErrorSums analysisOfDay = new ErrorSums();
        for (int c = 0; c < grid.cells(); c++) {
            if (Math.abs(prior[c]) < LEAST_LAND_FLUX && Math.abs(truth[c]) < LEAST_LAND_FLUX) continue;
            priorOfDay.add(prior[c] - truth[c]);
            analysisOfDay.add(analysis[c] - truth[c]);
            if (!scored) continue;
            gridPrior.add(prior[c] - truth[c]);
            gridAnalysis.add(analysis[c] - truth[c]);
        }
        return Comparison.of(priorOfDay, analysisOfDay);
    }

    /// Means of the scored days.
    PeriodMeans means() {
        return means;
    }

    OsseReport report(OsseReport.Setup setup, OsseReport.Intake intake) {
        final DayVerdict verdict = DayVerdict.of(innovations, members);
        return new OsseReport(
                setup,
                headline(verdict.chiSquare()),
                regionScores(),
                lanes(verdict),
                verdict.rankHistogram(),
                List.copyOf(days),
                intake);
    }

    private List<RegionScore> regionScores() {
        final List<RegionScore> scores = new ArrayList<>();
        regions.forEach((name, sums) -> scores.add(new RegionScore(
                name,
                sums.areaKm2,
                sums.truth / sums.prior.count(),
                Comparison.of(sums.prior, sums.analysis),
                sums.spread.spread(),
                sums.spread.ratio(),
                sums.spread.coveragePercent())));
        return scores;
    }

    private Headline headline(double chiSquare) {
        final ErrorSums dailyPrior = new ErrorSums();
        final ErrorSums dailyAnalysis = new ErrorSums();
        final ErrorSums periodPrior = new ErrorSums();
        final ErrorSums periodAnalysis = new ErrorSums();
        final SpreadSums spread = new SpreadSums();
        final List<String> worse = new ArrayList<>();
        for (DayScore day : days) {
            if (day.day().isBefore(scoredFrom)) continue;
            for (RegionDay region : day.regions()) {
                if (region.region().equals(DOMAIN)) continue;
                final double perTgC = regions.get(region.region()).perTgC();
                dailyPrior.add(perTgC * (region.prior() - region.truth()));
                dailyAnalysis.add(perTgC * (region.analysis() - region.truth()));
                spread.add(perTgC * (region.analysis() - region.truth()), perTgC * region.spread());
            }
        }
        regions.forEach((name, sums) -> {
            final double prior = sums.prior.errors().rmse();
            if (sums.analysis.errors().rmse() > prior + sums.spread.spread()) worse.add(name);
            if (name.equals(DOMAIN)) return;
            periodPrior.add(sums.perTgC() * sums.prior.errors().bias());
            periodAnalysis.add(sums.perTgC() * sums.analysis.errors().bias());
        });
        return new Headline(
                Comparison.of(dailyPrior, dailyAnalysis),
                Comparison.of(periodPrior, periodAnalysis),
                Comparison.of(gridPrior, gridAnalysis),
                chiSquare,
                spread.ratio(),
                spread.coveragePercent(),
                worse,
                days.stream()
                        .mapToDouble(day -> day.mass().relativeResidual())
                        .max()
                        .orElse(Double.NaN));
    }

    private List<LaneScore> lanes(DayVerdict verdict) {
        final DepartureShares control = new DepartureShares();
        final DepartureShares forecast = new DepartureShares();
        final DepartureShares analysis = new DepartureShares();
        for (Innovation innovation : innovations) {
            if (innovation.status() != Innovation.Status.WITHHELD) continue;
            control.add(innovation.observedPpm() - innovation.controlPpm());
            forecast.add(innovation.observedPpm() - innovation.forecastPpm());
            analysis.add(innovation.observedPpm() - innovation.analysisPpm());
        }
        return List.of(
                new LaneScore("CTRL", verdict.scores().get("withheld/CTRL"), control.percent()),
                new LaneScore("FC", verdict.scores().get("withheld/FC"), forecast.percent()),
                new LaneScore("AN", verdict.scores().get("withheld/AN"), analysis.percent()));
    }
}
