package org.fluxwatch.publish.comparison;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.totals.Members;

/// What the filter's days of a month say together.
///
/// @param days that have files
/// @param inputs what drove the model on the last of them
/// @param regions means by name, of those that all days have with the same area
record FilterMonth(int days, Map<String, String> inputs, Map<String, Mean> regions) {
    /// @param fluxTgCPerDay mean of the analysed totals
    /// @param spreadTgCPerDay standard deviation over members of their own means; where a day has no totals of
    ///     members the mean of the daily spreads, which is no less
    record Mean(double areaKm2, double fluxTgCPerDay, double spreadTgCPerDay) {}

    /// @param days ascending, at least one
    static FilterMonth of(List<DailyFile.Totals> days) {
        final Map<String, Mean> means = new TreeMap<>();
        for (RegionFlux first : days.getFirst().regions()) {
            final List<RegionFlux> all = days.stream()
                    .flatMap(day -> day.regions().stream())
                    .filter(region -> region.region().equals(first.region()) && region.areaKm2() == first.areaKm2())
                    .toList();
            if (all.size() == days.size())
                means.put(
                        first.region(),
                        new Mean(
                                first.areaKm2(),
                                all.stream()
                                        .mapToDouble(RegionFlux::analysisTgCPerDay)
                                        .average()
                                        .orElseThrow(),
                                spread(all)));
        }
        return new FilterMonth(days.size(), days.getLast().inputs(), means);
    }

    /// @param all one region on each day
    private static double spread(List<RegionFlux> all) {
        final double[] means = new double[all.getFirst().members().analysis().size()];
        for (RegionFlux day : all) {
            final List<Double> members = day.members().analysis();
            if (members.size() < 2 || members.size() != means.length)
                return all.stream()
                        .mapToDouble(RegionFlux::analysisSpreadTgCPerDay)
                        .average()
                        .orElseThrow();
            for (int n = 0; n < means.length; n++) means[n] += members.get(n) / all.size();
        }
        return Members.spread(means);
    }
}
