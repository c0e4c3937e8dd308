package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Members;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;

/// The day in numbers: regions, counts by status, and what its system has. A table without rows is left out.
final class SummaryVariables {
    private static final String CARBON = "mass of carbon: TgC per day";

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
                        RegionFlux::analysisSpreadTgCPerDay),
                RegionVariables.flux(
                        regions,
                        "region_flux_fossil",
                        "fossil surface flux of carbon",
                        CARBON,
                        RegionFlux::fossilTgCPerDay),
                RegionVariables.flux(
                        regions,
                        "region_flux_fire",
                        "surface flux of carbon by fires",
                        CARBON,
                        RegionFlux::fireTgCPerDay)));
        if (regions.stream().noneMatch(region -> region.members().analysis().isEmpty())) {
            variables.add(RegionVariables.members(
                    regions,
                    "region_flux_prior_members",
                    "natural surface flux of carbon by member before the day's observations",
                    CARBON,
                    region -> region.members().background()));
            variables.add(RegionVariables.members(
                    regions,
                    "region_flux_analysis_members",
                    "natural surface flux of carbon by member with the observations",
                    CARBON,
                    region -> region.members().analysis()));
        }
        return variables;
    }

    private static CfVariable flux(
            List<RegionFlux> regions, String name, String what, ToDoubleFunction<RegionFlux> value) {
        return RegionVariables.flux(
                regions, name, "natural surface flux of carbon, positive to the air: " + what, CARBON, value);
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
        final double[] fossil = known(file, "region_flux_fossil", names.size());
        final double[] fire = known(file, "region_flux_fire", names.size());
        final List<List<Double>> background =
                RegionVariables.readMembers(file, "region_flux_prior_members", names.size());
        final List<List<Double>> members =
                RegionVariables.readMembers(file, "region_flux_analysis_members", names.size());
        for (int n = 0; n < names.size(); n++)
            regions.add(new RegionFlux(
                    names.get(n),
                    area[n],
                    prior[n],
                    priorSpread[n],
                    analysis[n],
                    analysisSpread[n],
                    fossil[n],
                    fire[n],
                    new Members(background.get(n), members.get(n))));
        return regions;
    }

    /// NaN where a file of version 0.2.0 or before has none.
    private static double[] known(ClassicFile file, String name, int count) {
        if (file.has(name)) return NetcdfRead.doubles(file, name);
        final double[] unknown = new double[count];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
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
