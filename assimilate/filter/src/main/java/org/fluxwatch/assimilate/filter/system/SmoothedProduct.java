package org.fluxwatch.assimilate.filter.system;

import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.assimilate.filter.cycle.SmoothedDay;
import org.fluxwatch.assimilate.stream.port.ProductCorrection;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;

/// The product of a day with its fluxes as the smoother leaves them.
record SmoothedProduct(SmoothedDay smoothed) implements ProductCorrection {
    @Override
    public LocalDate day() {
        return smoothed.day();
    }

    @Override
    public DailyAnalysis analysis(DailyAnalysis first, int revision, int lagDays) {
        return first.smoothed(smoothed.regions(), revision, lagDays);
    }

    @Override
    public List<FluxDetail> details(int revision) {
        return smoothed.details(revision);
    }

    @Override
    public List<AnalysisField> fields(List<AnalysisField> first, int revision) {
        return smoothed.corrected(first, revision);
    }
}
