package org.fluxwatch.deploy.osse;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fluxwatch.assimilate.filter.cycle.DayResult;
import org.fluxwatch.assimilate.filter.cycle.SmoothedDay;
import org.fluxwatch.assimilate.filter.verify.DayVerdict;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.deploy.osse.OsseReport.DayScore;
import org.fluxwatch.deploy.osse.OsseReport.FluxSkill;
import org.fluxwatch.deploy.osse.OsseReport.Headline;
import org.fluxwatch.deploy.osse.OsseReport.LaneScore;
import org.fluxwatch.deploy.osse.OsseReport.MonthScore;
import org.fluxwatch.deploy.osse.OsseReport.RegionDay;
import org.fluxwatch.deploy.osse.OsseReport.RegionScore;
import org.jspecify.annotations.Nullable;

/// Holds the filter's days against the true ones. Days of spin-up are kept but not scored.
final class Scoreboard {
    private final int members;
    private final LocalDate scoredFrom;
    private final Map<String, double[]> areas = new LinkedHashMap<>();
    private final Scores filtered;
    private final Scores smoothed;
    private final Map<LocalDate, Unsmoothed> unsmoothed = new HashMap<>();
    private final List<Innovation> innovations = new ArrayList<>();
    private final List<DayScore> days = new ArrayList<>();
    private final PeriodMeans means;

    /// @param regions of which the filter's results have those that the grid covers
    /// @param members ensemble size
    /// @param scoredFrom first day after spin-up
    Scoreboard(Grid grid, List<Region> regions, int members, LocalDate scoredFrom) {
        this.members = members;
        this.scoredFrom = scoredFrom;
        means = new PeriodMeans(grid.cells());
        filtered = new Scores(grid);
        smoothed = new Scores(grid);
        for (Region region : regions) areas.put(region.name(), RegionAreas.of(grid, region));
        areas.put(FluxScores.DOMAIN, RegionAreas.of(grid, new BoxRegion(FluxScores.DOMAIN, -90, 90, -180, 180)));
    }

    /// All days, and month by month.
    private static final class Scores {
        final FluxScores all;
        final Map<YearMonth, FluxScores> months = new TreeMap<>();
        private final Grid grid;

        Scores(Grid grid) {
            this.grid = grid;
            all = new FluxScores(grid);
        }

        private FluxScores month(LocalDate day) {
            return months.computeIfAbsent(YearMonth.from(day), month -> new FluxScores(grid));
        }

        /// @param alone whether the day has no other region
        void add(LocalDate day, RegionDay total, RegionFlux flux, boolean alone) {
            all.add(total, flux, alone);
            month(day).add(total, flux, alone);
        }

        void add(LocalDate day, float[] truth, float[] prior, float[] analysis) {
            all.add(truth, prior, analysis);
            month(day).add(truth, prior, analysis);
        }

        /// Null without any day.
        @Nullable
        FluxSkill skill() {
            return all.isEmpty() ? null : all.skill();
        }

        /// Null where the month has no day.
        @Nullable
        FluxSkill skill(YearMonth month) {
            final FluxScores scores = months.get(month);
            return scores == null ? null : scores.skill();
        }
    }

    /// A scored day that later ones may still correct.
    private record Unsmoothed(float[] truth, float[] prior, List<RegionDay> regions) {}

    /// @param truth true natural flux, mean of the day, µmol m-2 s-1 `[cells]`
    DayScore add(LocalDate day, float[] truth, DayResult result) {
        final boolean scored = !day.isBefore(scoredFrom);
        final float[] prior = PeriodMeans.field(result, "flux_prior");
        final float[] analysis = PeriodMeans.field(result, "flux_analysis");
        final List<RegionDay> totals = new ArrayList<>();
        for (RegionFlux flux : result.regions()) {
            final RegionDay total = new RegionDay(
                    flux.region(),
                    total(areas(flux.region()), truth),
                    flux.priorTgCPerDay(),
                    flux.analysisTgCPerDay(),
                    flux.analysisSpreadTgCPerDay());
            totals.add(total);
            if (scored) filtered.add(day, total, flux, result.regions().size() == 1);
        }
        final DayScore score = new DayScore(
                day,
                result.verdict().counts(),
                result.verdict().scores("assimilated/background"),
                result.verdict().chiSquare(),
                filtered.all.ofDay(truth, prior, analysis),
                totals,
                OsseReport.MassDay.of(result.massBudget()));
        days.add(score);
        if (scored) {
            filtered.add(day, truth, prior, analysis);
            unsmoothed.put(day, new Unsmoothed(truth, prior, totals));
            innovations.addAll(result.innovations());
            means.add(truth, result);
        }
        result.smoothed().ifPresent(this::add);
        return score;
    }

    private void add(SmoothedDay past) {
        final Unsmoothed before = unsmoothed.remove(past.day());
        if (before == null) return;
        smoothed.add(past.day(), before.truth(), before.prior(), past.flux());
        for (int r = 0; r < before.regions().size(); r++) {
            final RegionDay region = before.regions().get(r);
            final RegionFlux flux = past.regions().get(r);
            smoothed.add(
                    past.day(),
                    new RegionDay(
                            region.region(),
                            region.truth(),
                            region.prior(),
                            flux.analysisTgCPerDay(),
                            flux.analysisSpreadTgCPerDay()),
                    flux,
                    before.regions().size() == 1);
        }
    }

    private double[] areas(String region) {
        return Objects.requireNonNull(areas.get(region), () -> "the region " + region + " is none of the settings");
    }

    private static double total(double[] areas, float[] flux) {
        double total = 0;
        for (int c = 0; c < areas.length; c++) total += areas[c] * Constants.TGC_PER_DAY * flux[c];
        return total;
    }

    /// Means of the scored days.
    PeriodMeans means() {
        return means;
    }

    /// Of the scored days.
    Headline headline() {
        return headline(DayVerdict.of(innovations, members));
    }

    private Headline headline(DayVerdict verdict) {
        return new Headline(
                filtered.all.skill(),
                smoothed.skill(),
                verdict.chiSquare(),
                days.stream()
                        .mapToDouble(day -> day.mass().relativeResidual())
                        .max()
                        .orElse(Double.NaN));
    }

    List<RegionScore> regions() {
        return filtered.all.regions();
    }

    OsseReport report(OsseReport.Setup setup, OsseReport.Intake intake) {
        final DayVerdict verdict = DayVerdict.of(innovations, members);
        return new OsseReport(
                setup,
                headline(verdict),
                regions(),
                filtered.months.entrySet().stream()
                        .map(month -> new MonthScore(
                                month.getKey(), month.getValue().skill(), smoothed.skill(month.getKey())))
                        .toList(),
                lanes(verdict),
                verdict.rankHistogram(),
                List.copyOf(days),
                intake);
    }

    private List<LaneScore> lanes(DayVerdict verdict) {
        final DepartureShares control = new DepartureShares();
        final DepartureShares forecast = new DepartureShares();
        final DepartureShares analysis = new DepartureShares();
        for (Innovation innovation : innovations) {
            if (innovation.status() != Innovation.Status.WITHHELD) continue;
            final Innovation.Filter filter = innovation.ofFilter();
            final double observed = innovation.observation().ppm();
            control.add(observed - filter.controlPpm());
            forecast.add(observed - filter.forecastPpm());
            analysis.add(observed - innovation.simulated().analysisPpm());
        }
        return List.of(
                new LaneScore("CTRL", verdict.scores("withheld/CTRL"), control.percent()),
                new LaneScore("FC", verdict.scores("withheld/FC"), forecast.percent()),
                new LaneScore("AN", verdict.scores("withheld/AN"), analysis.percent()));
    }
}
