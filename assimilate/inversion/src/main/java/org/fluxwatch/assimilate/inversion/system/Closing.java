package org.fluxwatch.assimilate.inversion.system;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.contract.record.ObservationRow;

/// Makes the record that closes a day.
record Closing(InversionModel model, DayInput input, AnalysisIdentity identity) {
    /// @param rows of the day's own observations
    DailyAnalysis of(Estimates estimates, List<ObservationRow> rows) {
        final List<MonthEstimate> months = estimates.months();
        return new DailyAnalysis(
                identity,
                new DailyAnalysis.Sources(
                        input.sources(),
                        input.missingSensors(),
                        input.standIns(model.invented()),
                        model.inputs(input.day())),
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
                total.posteriorNetSpread());
    }
}
