package org.fluxwatch.deploy.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fluxwatch.assimilate.filter.verify.DayVerdict;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;

/// What the twin says of the system: how far prior and analysis are from the truth, and the lanes from what was
/// withheld.
///
/// @param from first day scored
/// @param to last day scored
/// @param regions errors of daily regional totals
/// @param gridPriorRmse root mean square error of the prior's daily fluxes over land cells and days, µmol m-2 s-1
/// @param gridAnalysisRmse the same of the analysed
/// @param scores by set and lane, over all days
/// @param chiSquare over all days
/// @param counts superobservations by status
public record Verdict(
        LocalDate from,
        LocalDate to,
        List<RegionError> regions,
        double gridPriorRmse,
        double gridAnalysisRmse,
        Map<String, Scores> scores,
        double chiSquare,
        Map<String, Integer> counts) {

    /// Errors of a region's daily natural flux, root mean square over the days, TgC per day.
    ///
    /// @param truth mean of the true totals
    public record RegionError(String region, double truth, double priorRmse, double analysisRmse) {
        double cutPercent() {
            return 100 * (1 - analysisRmse / priorRmse);
        }
    }

    /// Daily natural fluxes `[cells]` of truth, prior and analysis, µmol m-2 s-1.
    record DayFluxes(float[] truth, float[] prior, float[] analysis) {}

    /// @param days fluxes of the days to score
    /// @param innovations of all days
    static Verdict of(Grid grid, Map<LocalDate, DayFluxes> days, List<Innovation> innovations, int members) {
        final TreeMap<LocalDate, DayFluxes> ordered = new TreeMap<>(days);
        final List<RegionError> regions = new ArrayList<>();
        for (Region region : Regions.jdas()) {
            final double[] areas = RegionAreas.of(grid, region);
            double area = 0;
            for (double m2 : areas) area += m2;
            if (area > 0) regions.add(error(region.name(), areas, ordered.values()));
        }
        regions.add(
                error("domain", RegionAreas.of(grid, new BoxRegion("domain", -90, 90, -180, 180)), ordered.values()));
        final double[] squares = new double[2];
        int values = 0;
        for (DayFluxes day : ordered.values())
            for (int c = 0; c < grid.cells(); c++) {
                if (Math.abs(day.prior()[c]) < 0.1 && Math.abs(day.truth()[c]) < 0.1) continue; // the sea, deserts
                squares[0] += Math.pow(day.prior()[c] - day.truth()[c], 2);
                squares[1] += Math.pow(day.analysis()[c] - day.truth()[c], 2);
                values++;
            }
        final DayVerdict all = DayVerdict.of(innovations, members);
        return new Verdict(
                ordered.firstKey(),
                ordered.lastKey(),
                regions,
                Math.sqrt(squares[0] / values),
                Math.sqrt(squares[1] / values),
                all.scores(),
                all.chiSquare(),
                all.counts());
    }

    private static RegionError error(String name, double[] areas, Iterable<DayFluxes> days) {
        double truth = 0;
        double prior = 0;
        double analysis = 0;
        int count = 0;
        for (DayFluxes day : days) {
            double trueTotal = 0;
            double priorError = 0;
            double analysisError = 0;
            for (int c = 0; c < areas.length; c++) {
                final double tgC = areas[c] * Constants.TGC_PER_DAY;
                trueTotal += tgC * day.truth()[c];
                priorError += tgC * (day.prior()[c] - day.truth()[c]);
                analysisError += tgC * (day.analysis()[c] - day.truth()[c]);
            }
            truth += trueTotal;
            prior += priorError * priorError;
            analysis += analysisError * analysisError;
            count++;
        }
        return new RegionError(name, truth / count, Math.sqrt(prior / count), Math.sqrt(analysis / count));
    }

    /// As a table for a person.
    public String table() {
        final StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "Natural CO2 flux against the truth, days %s to %s%n", from, to));
        text.append(String.format(
                Locale.ROOT,
                "  %-16s %12s %14s %16s %6s%n",
                "region",
                "truth TgC/d",
                "prior RMSE",
                "analysed RMSE",
                "cut"));
        for (RegionError r : regions)
            text.append(String.format(
                    Locale.ROOT,
                    "  %-16s %12.3f %14.3f %16.3f %5.0f%%%n",
                    r.region(),
                    r.truth(),
                    r.priorRmse(),
                    r.analysisRmse(),
                    r.cutPercent()));
        text.append(String.format(
                Locale.ROOT,
                "  %-16s %12s %14.3f %16.3f %5.0f%%  (umol m-2 s-1)%n",
                "each land cell",
                "",
                gridPriorRmse,
                gridAnalysisRmse,
                100 * (1 - gridAnalysisRmse / gridPriorRmse)));
        text.append(String.format(Locale.ROOT, "XCO2 against what was withheld, all days%n"));
        text.append(String.format(
                Locale.ROOT,
                "  %-8s %8s %10s %10s %10s %8s%n",
                "lane",
                "count",
                "bias ppm",
                "RMSE ppm",
                "MAE ppm",
                "r"));
        for (String lane : List.of("CTRL", "FC", "AN")) {
            final Scores s =
                    Objects.requireNonNull(scores.get("withheld/" + lane), () -> "no scores of the lane " + lane);
            text.append(String.format(
                    Locale.ROOT,
                    "  %-8s %8d %+10.3f %10.3f %10.3f %8.3f%n",
                    lane,
                    s.count(),
                    s.biasPpm(),
                    s.rmsePpm(),
                    s.maePpm(),
                    s.correlation()));
        }
        text.append(String.format(
                Locale.ROOT, "chi-square %.2f (1 is consistent)   superobservations %s%n", chiSquare, counts));
        return text.toString();
    }
}
