package org.fluxwatch.publish.daily;

import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.DailyAnalysis.Inversion;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;

/// A month of the inversion without fields and observations.
///
/// @param method how rows are made
/// @param inputs what drove the model, by kind
/// @param covariance of the regions' posterior totals, (TgC per day)² `[regions][regions]`; empty where not known
public record MonthSummary(
        Edition edition,
        int daysIn,
        String method,
        Map<String, String> inputs,
        List<RegionTotal> regions,
        List<List<Double>> covariance) {
    /// Whether rows rest on a transport of their own.
    public boolean hasRowsOfFiles() {
        return method.startsWith(Inversion.ROWS_OF_FILES);
    }
}
