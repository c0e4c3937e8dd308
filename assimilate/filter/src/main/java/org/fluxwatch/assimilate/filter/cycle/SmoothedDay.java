package org.fluxwatch.assimilate.filter.cycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.FluxDetail;

/// The natural flux of a past day with all that the days since have taught.
///
/// @param flux mean over the members, mean of the day, µmol m-2 s-1 `[cells]`
/// @param spread standard deviation over the members, µmol m-2 s-1 `[cells]`
/// @param ocean the ocean's part of `flux`, where the prior has it apart
/// @param regions totals; of these only the analysed ones, their spread and members mean anything
/// @param details natural flux by hour and by member, under the revision of the day that has just ended
public record SmoothedDay(
        LocalDate day,
        float[] flux,
        float[] spread,
        Optional<float[]> ocean,
        List<RegionFlux> regions,
        List<FluxDetail> details) {
    /// The fluxes in detail of the corrected product.
    public List<FluxDetail> details(int revision) {
        return details.stream().map(detail -> detail.withRevision(revision)).toList();
    }

    /// The day's fields with these fluxes in place of those that went out first.
    public List<AnalysisField> corrected(List<AnalysisField> fields, int revision) {
        final float[] first = fields.stream()
                .filter(field -> field.name().equals(DayFields.FLUX_ANALYSIS))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("day " + day + " has no " + DayFields.FLUX_ANALYSIS))
                .values();
        return fields.stream()
                .map(field -> field.withValues(
                        revision,
                        switch (field.name()) {
                            case DayFields.FLUX_ANALYSIS -> flux;
                            case DayFields.FLUX_ANALYSIS_SPREAD -> spread;
                            case DayFields.FLUX_INCREMENT -> increment(field.values(), first);
                            case DayFields.FLUX_OCEAN_ANALYSIS -> ocean.orElseThrow();
                            case DayFields.FLUX_BIOSPHERE_ANALYSIS -> DayFields.difference(flux, ocean.orElseThrow());
                            default -> field.values();
                        }))
                .toList();
    }

    private float[] increment(float[] firstIncrement, float[] firstFlux) {
        final float[] increment = new float[flux.length];
        for (int c = 0; c < increment.length; c++) increment[c] = firstIncrement[c] + (flux[c] - firstFlux[c]);
        return increment;
    }
}
