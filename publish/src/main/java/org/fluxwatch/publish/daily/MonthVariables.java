package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;

/// The month in numbers, along time, so that months can be joined. A table without rows is left out.
final class MonthVariables {
    private MonthVariables() {}

    static List<CfVariable> of(MonthEstimate estimate) {
        final List<CfVariable> variables = new ArrayList<>(List.of(
                scalar("degrees_of_freedom", estimate.degreesOfFreedom(), "trace of the averaging kernel"),
                scalar("chi_square", estimate.chiSquare(), "chi-square of the innovations, an observation"),
                scalar("lost_share", estimate.lostShare(), "mean share of the rows whose origin is not known")));
        if (!estimate.offsetsPpm().isEmpty())
            variables.add(CfVariable.ofPeriod(
                            "background_offset",
                            "offset",
                            estimate.offsetsPpm().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray())
                    .described("correction of the background", "ppm"));
        variables.addAll(RegionTotalVariables.of(estimate));
        return variables;
    }

    /// Of the observations: scores, and why some were not used.
    static List<CfVariable> ofObservations(MonthEstimate estimate) {
        final List<CfVariable> variables = new ArrayList<>(ScoreVariables.of(estimate.scores()));
        if (!estimate.unused().isEmpty()) variables.addAll(unused(estimate.unused()));
        return variables;
    }

    private static CfVariable scalar(String name, double value, String longName) {
        return CfVariable.ofPeriod(name, value).described(longName, "1");
    }

    private static List<CfVariable> unused(Map<String, Integer> unused) {
        return List.of(
                CfVariable.texts("unused_reason", "unused", List.copyOf(unused.keySet()))
                        .with("long_name", "why observations were not used"),
                CfVariable.ints(
                                "unused_count",
                                "unused",
                                unused.values().stream().mapToInt(n -> n).toArray())
                        .described("observations", "1")
                        .with("coordinates", "unused_reason"));
    }

    static double readScalar(ClassicFile file, String name) {
        return NetcdfRead.doubles(file, name)[0];
    }

    static List<Double> readOffsets(ClassicFile file) {
        return file.has("background_offset")
                ? Arrays.stream(NetcdfRead.doubles(file, "background_offset"))
                        .boxed()
                        .toList()
                : List.of();
    }

    static Map<String, Integer> readUnused(ClassicFile file) {
        final Map<String, Integer> unused = new TreeMap<>();
        if (!file.has("unused_reason")) return unused;
        final List<String> reasons = file.texts("unused_reason");
        final int[] counts = file.ints("unused_count");
        for (int n = 0; n < counts.length; n++) unused.put(reasons.get(n), counts[n]);
        return unused;
    }
}
