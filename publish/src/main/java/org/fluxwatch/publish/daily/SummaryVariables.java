package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;

/// The day in numbers: regions, counts by status, and what its system has. A table without rows is left out.
final class SummaryVariables {
    private SummaryVariables() {}

    /// What each day has alike, so that days can be joined.
    static List<CfVariable> of(DailyAnalysis day, FilterPart part) {
        final List<CfVariable> variables = new ArrayList<>(part.consistency());
        if (!day.regions().isEmpty()) variables.addAll(regions(day.regions()));
        return variables;
    }

    /// Of the observations: scores and counts.
    static List<CfVariable> ofObservations(DailyAnalysis day, FilterPart part) {
        final List<CfVariable> variables = new ArrayList<>(part.scores());
        final Map<String, Integer> counts = day.counts().byStatus();
        if (!counts.isEmpty()) variables.addAll(counts(counts));
        return variables;
    }

    private static List<CfVariable> regions(List<RegionFlux> regions) {
        final List<CfVariable> variables =
                new ArrayList<>(RegionVariables.names(regions, RegionFlux::region, RegionFlux::areaKm2));
        variables.addAll(List.of(
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
                        RegionFlux::analysisSpreadTgCPerDay)));
        return variables;
    }

    private static CfVariable flux(
            List<RegionFlux> regions, String name, String what, ToDoubleFunction<RegionFlux> value) {
        return RegionVariables.flux(
                regions,
                name,
                "natural surface flux of carbon, positive to the air: " + what,
                "mass of carbon: TgC per day",
                value);
    }

    private static List<CfVariable> counts(Map<String, Integer> counts) {
        return List.of(
                CfVariable.texts("status_name", "status", List.copyOf(counts.keySet()))
                        .with("long_name", "what was done with observations"),
                CfVariable.ints(
                                "status_count",
                                "status",
                                counts.values().stream().mapToInt(n -> n).toArray())
                        .described("observations", "1")
                        .with("coordinates", "status_name"));
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

    static Map<String, Integer> readCounts(ClassicFile file) {
        final Map<String, Integer> counts = new TreeMap<>();
        if (!file.has("status_name")) return counts;
        final List<String> names = file.texts("status_name");
        final int[] count = file.ints("status_count");
        for (int n = 0; n < names.size(); n++) counts.put(names.get(n), count[n]);
        return counts;
    }
}
