package org.fluxwatch.deploy.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    private static final List<Lane> LANES = List.of(
            new Lane("CTRL", "prior fluxes, no observations"),
            new Lane("FC", "analysed fluxes, air never assimilated"),
            new Lane("AN", "the analysis"));

    private record Lane(String name, String words) {}

    /// Errors of a region's daily natural flux, root mean square over the days, TgC per day.
    ///
    /// @param truth mean of the true totals
    /// @param analysisSpread stated standard deviation of the analysed totals, root mean square over the days
    public record RegionError(
            String region, double truth, double priorRmse, double analysisRmse, double analysisSpread) {
        String inWords() {
            return CutInWords.of(priorRmse, analysisRmse, analysisSpread);
        }
    }

    /// Daily natural fluxes `[cells]` of truth, prior and analysis, µmol m-2 s-1.
    ///
    /// @param spreads of the analysed totals by region, TgC per day
    record DayFluxes(float[] truth, float[] prior, float[] analysis, Map<String, Double> spreads) {}

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
        double spread = 0;
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
            final Double stated = Objects.requireNonNull(day.spreads().get(name), () -> "no spread of " + name);
            spread += stated * stated;
            count++;
        }
        return new RegionError(
                name, truth / count, Math.sqrt(prior / count), Math.sqrt(analysis / count), Math.sqrt(spread / count));
    }

    private int withheld() {
        return counts.getOrDefault("withheld", 0);
    }

    /// As a table for a person.
    public String table() {
        final StringBuilder text = new StringBuilder();
        final Formatter out = new Formatter(text, Locale.ROOT);
        out.format("Natural CO2 flux of regions against the truth, daily, %s to %s, TgC a day%n", from, to);
        out.format("  %-16s %8s %9s %9s %8s  %s%n", "", "", "prior", "analysis", "its", "");
        out.format("  %-16s %8s %9s %9s %8s  %s%n", "region", "truth", "off by", "off by", "spread", "in words");
        for (RegionError r : regions)
            out.format(
                    "  %-16s %8.3f %9.3f %9.3f %8.3f  %s%n",
                    r.region(), r.truth(), r.priorRmse(), r.analysisRmse(), r.analysisSpread(), r.inWords());
        out.format(
                "  %-16s %8s %9.3f %9.3f %8s  error cut by %.0f %% (umol m-2 s-1)%n",
                "each land cell",
                "",
                gridPriorRmse,
                gridAnalysisRmse,
                "",
                100 * (1 - gridAnalysisRmse / gridPriorRmse));
        out.format(
                "  (off by: root mean square over the days; spread: the standard deviation that the analysis states.%n");
        out.format(
                "  Where the prior is off by less than that, so few observations cannot make it better, and may worsen it.)%n");
        out.format("XCO2 against %d withheld superobservations, all days, ppm%n", withheld());
        out.format("  %-45s %7s %8s %8s %7s%n", "", "bias", "RMSE", "MAE", "r");
        for (Lane lane : LANES) {
            final Scores s = Objects.requireNonNull(
                    scores.get("withheld/" + lane.name()), () -> "no scores of the lane " + lane.name());
            out.format(
                    "  %-45s %+7.3f %8.3f %8.3f %7.3f%n",
                    lane.name() + ": " + lane.words(), s.biasPpm(), s.rmsePpm(), s.maePpm(), s.correlation());
        }
        out.format("chi-square %.2f (1: departures are as large as spread and errors say)%n", chiSquare);
        out.format(
                "superobservations %s%n",
                counts.entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", ")));
        return text.toString();
    }
}
