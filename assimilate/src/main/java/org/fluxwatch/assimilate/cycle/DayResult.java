package org.fluxwatch.assimilate.cycle;

import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.ensemble.EnsembleState;
import org.fluxwatch.assimilate.transport.MassBudget;
import org.fluxwatch.assimilate.verify.DayVerdict;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.Innovation;

/// All that a day yields.
///
/// @param state at the next midnight
/// @param innovations in the order of time and id
/// @param inputs what drove the model, by kind
/// @param massBudget of the control lane, which no observation changes
public record DayResult(
        EnsembleState state,
        List<Innovation> innovations,
        List<AnalysisField> fields,
        DayVerdict verdict,
        List<RegionFlux> regions,
        Map<String, String> inputs,
        MassBudget massBudget) {}
