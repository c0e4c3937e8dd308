package org.fluxwatch.assimilate.filter.cycle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.verify.DayVerdict;
import org.fluxwatch.assimilate.model.transport.MassBudget;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;

/// All that a day yields.
///
/// @param state at the next midnight
/// @param innovations in the order of time and id
/// @param details natural flux by hour and by member
/// @param smoothed the past day that has left the smoother's window, empty without a smoother and in the first days
/// @param inputs what drove the model and, where there are any, stations, by kind
/// @param stationFaults files and observations of stations that were not used, by the label of the reason; empty where
/// there are to be no stations
/// @param massBudget of the control lane, which no observation changes
public record DayResult(
        EnsembleState state,
        List<Innovation> innovations,
        List<AnalysisField> fields,
        List<FluxDetail> details,
        DayVerdict verdict,
        List<RegionFlux> regions,
        Optional<SmoothedDay> smoothed,
        Map<String, String> inputs,
        Map<String, Integer> stationFaults,
        MassBudget massBudget) {}
