package org.fluxwatch.assimilate.inversion.system;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.contract.record.ObservationRow;

/// Makes the record that closes a day.
record Closing(InversionModel model, DayInput input, DayStations stations, AnalysisIdentity identity) {
    /// @param rows of the day's own observations
    DailyAnalysis of(Estimates estimates, List<ObservationRow> rows) {
        final List<MonthEstimate> months = estimates.months();
        return new DailyAnalysis(
                identity,
                new DailyAnalysis.Sources(
                        input.sources(), input.missingSensors(), input.standIns(model.invented()), inputs()),
                new DailyAnalysis.Counts(estimates.innovations().size(), counts(rows)),
                months.isEmpty()
                        ? List.of()
                        : months.getLast().regions().stream()
                                .map(Closing::natural)
                                .toList(),
                estimates.fields().stream().map(AnalysisField::name).toList(),
                new DailyAnalysis.Inversion(
                        model.settings().background(), model.source().description(), months));
    }

    private Map<String, String> inputs() {
        final Map<String, String> inputs = model.inputs(input.day());
        stations.description().ifPresent(description -> inputs.put("stations", description));
        return inputs;
    }

    private static SortedMap<String, Integer> counts(List<ObservationRow> rows) {
        final SortedMap<String, Integer> counts = new TreeMap<>();
        for (ObservationRow row : rows) counts.merge(Estimates.statusOf(row).label(), 1, Integer::sum);
        return counts;
    }

    private static RegionFlux natural(RegionTotal total) {
        return new RegionFlux(
                total.region(),
                total.areaKm2(),
                total.priorNatural(),
                total.priorNetSpread(),
                total.posteriorNatural(),
                total.posteriorNetSpread(),
                total.fossil(),
                total.fire(),
                DailyAnalysis.Members.NONE);
    }
}
