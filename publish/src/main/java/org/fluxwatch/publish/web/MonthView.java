package org.fluxwatch.publish.web;

import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.StoredGrid;

/// A month as the page gets it.
///
/// @param file path below `/products/`
/// @param identity of the latest analysis that has a say in it
/// @param status `final`, or such as `open, 23 of 31 days`
/// @param inputs what drove the model, by kind
/// @param byStatus observations by what was done with them
/// @param invented what of the model's drivers is, in words; empty: nothing
/// @param standIns labels of what was assumed in the place of what granules lack
/// @param observations their background is of the prior's fluxes, their analysis of the posterior's
record MonthView(
        String file,
        AnalysisIdentity identity,
        String status,
        String background,
        String method,
        Map<String, String> inputs,
        MonthEstimate estimate,
        Map<String, Integer> byStatus,
        String invented,
        List<String> standIns,
        StoredGrid grid,
        List<DayView.Field> fields,
        List<DayView.Observation> observations) {
    /// @param wanted names of the fields wanted; empty: all
    static MonthView of(String file, MonthProduct product, StoredGrid grid, List<String> wanted) {
        return new MonthView(
                file,
                product.identity(),
                product.edition().status(),
                product.background(),
                product.method(),
                product.inputs(),
                product.estimate(),
                product.byStatus(),
                StandIn.inventedOf(product.standIns()),
                DayView.standIns(product),
                grid,
                DayView.fields(product, wanted),
                DayView.observations(product));
    }
}
