package org.fluxwatch.assimilate.inversion.system;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.record.StandIn;

/// Makes the record that closes a day.
record Closing(InversionModel model, DayInput input, AnalysisIdentity identity) {
    /// @param rows of the day's own observations
    DailyAnalysis of(Estimates estimates, List<ObservationRow> rows) {
        final List<MonthEstimate> months = estimates.months();
        return new DailyAnalysis(
                identity,
                new DailyAnalysis.Sources(
                        input.sources(), input.missingSensors(), standIns(), model.inputs(input.day())),
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

    private Set<StandIn> standIns() {
        final Set<StandIn> standIns = new TreeSet<>(model.invented());
        standIns.addAll(input.standIns());
        return standIns;
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
                total.priorNet() - total.fossil(),
                total.priorNetSpread(),
                total.posteriorNet() - total.fossil(),
                total.posteriorNetSpread());
    }
}
