package org.fluxwatch.deploy.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;

/// Filter and inversion beside the truth: natural flux without fire, mean of all days, TgC per day.
///
/// @param days that are in
/// @param used observations of the inversion
/// @param chiSquare of the inversion's innovations
public record Methods(int days, int used, double chiSquare, List<Row> regions) {
    /// @param filterSpread mean of the daily spreads
    /// @param sigmas difference of the methods in units of their joint spread
    public record Row(
            String region,
            double truth,
            double prior,
            double filter,
            double filterSpread,
            double inversion,
            double inversionSpread,
            double sigmas) {}

    /// @param grid of the true fluxes
    /// @param truth daily natural fluxes, µmol m-2 s-1 `[cells]` each
    /// @param filter days of the filter
    /// @param month as the inversion has it with the last of them
    static Methods of(Grid grid, List<float[]> truth, List<DailyAnalysis> filter, MonthEstimate month) {
        final List<Row> rows = new ArrayList<>();
        for (Region region : Regions.jdas())
            month.regions().stream()
                    .filter(total -> total.region().equals(region.name()))
                    .findFirst()
                    .flatMap(total -> row(total, truth(grid, region, truth), filter))
                    .ifPresent(rows::add);
        return new Methods(filter.size(), month.used(), month.chiSquare(), rows);
    }

    private static double truth(Grid grid, Region region, List<float[]> days) {
        final double[] areas = RegionAreas.of(grid, region);
        double total = 0;
        for (float[] day : days)
            for (int c = 0; c < areas.length; c++) total += areas[c] * Constants.TGC_PER_DAY * day[c];
        return total / days.size();
    }

    private static Optional<Row> row(RegionTotal total, double truth, List<DailyAnalysis> filter) {
        final List<RegionFlux> days = filter.stream()
                .flatMap(day -> day.regions().stream())
                .filter(flux -> flux.region().equals(total.region()))
                .toList();
        if (days.isEmpty()) return Optional.empty();
        final double flux = days.stream()
                .mapToDouble(RegionFlux::analysisTgCPerDay)
                .average()
                .orElseThrow();
        final double spread = days.stream()
                .mapToDouble(RegionFlux::analysisSpreadTgCPerDay)
                .average()
                .orElseThrow();
        final double given = total.fossil() + total.fire();
        final double inversion = total.posteriorNet() - given;
        return Optional.of(new Row(
                total.region(),
                truth,
                total.priorNet() - given,
                flux,
                spread,
                inversion,
                total.posteriorNetSpread(),
                (inversion - flux) / Math.hypot(spread, total.posteriorNetSpread())));
    }

    /// As a table for a person.
    String table() {
        final StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Two methods on one stream: natural CO2 flux, mean of %d days, TgC/d (inversion: %d observations, chi-square %.2f)%n"
                        + "  %-16s %9s %9s %18s %18s %11s%n",
                days,
                used,
                chiSquare,
                "region",
                "truth",
                "prior",
                "filter",
                "inversion",
                "difference"));
        for (Row r : regions)
            text.append(String.format(
                    Locale.ROOT,
                    "  %-16s %9.3f %9.3f %9.3f +- %5.3f %9.3f +- %5.3f %+5.1f sigmas%n",
                    r.region(),
                    r.truth(),
                    r.prior(),
                    r.filter(),
                    r.filterSpread(),
                    r.inversion(),
                    r.inversionSpread(),
                    r.sigmas()));
        return text.toString();
    }
}
