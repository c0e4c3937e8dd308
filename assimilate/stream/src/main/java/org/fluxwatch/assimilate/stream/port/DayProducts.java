package org.fluxwatch.assimilate.stream.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRow;

/// What of a day goes out.
///
/// @param innovations in an order that a replay repeats
/// @param details fluxes in detail, of a system that has any
/// @param analysis the record that closes the day
/// @param rows of the day's observations, of a system that makes any
/// @param correction of the product of the day [DaySystem#lagDays] before; empty without a lag and in the first days
/// @param rejected what of its own inputs the system did not use, by reason; a reason is also a metric label
public record DayProducts(
        List<Innovation> innovations,
        List<AnalysisField> fields,
        List<FluxDetail> details,
        DailyAnalysis analysis,
        List<ObservationRow> rows,
        Optional<ProductCorrection> correction,
        Map<String, Integer> rejected) {}
