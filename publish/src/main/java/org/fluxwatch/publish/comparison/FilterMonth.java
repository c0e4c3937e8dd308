package org.fluxwatch.publish.comparison;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.publish.daily.DailyFile;

/// What the filter's days of a month say together.
///
/// @param days that have files
/// @param inputs what drove the model on the last of them
/// @param regions means by name, of those that all days have with the same area
record FilterMonth(int days, Map<String, String> inputs, Map<String, Mean> regions) {
    /// @param fluxTgCPerDay mean of the analysed totals
    /// @param spreadTgCPerDay mean of their spreads
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
                                all.stream()
                                        .mapToDouble(RegionFlux::analysisSpreadTgCPerDay)
                                        .average()
                                        .orElseThrow()));
        }
        return new FilterMonth(days.size(), days.getLast().inputs(), means);
    }
}
