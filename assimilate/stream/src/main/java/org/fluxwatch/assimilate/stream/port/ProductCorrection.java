package org.fluxwatch.assimilate.stream.port;

import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;

/// What the days since have taught of a past day. The engine keeps the product as it first went out.
public interface ProductCorrection {
    /// The past day.
    LocalDate day();

    /// The record that closes the corrected product.
    ///
    /// @param first as it went out first
    /// @param revision of the corrected product
    /// @param lagDays days of later observations in it
    DailyAnalysis analysis(DailyAnalysis first, int revision, int lagDays);

    /// The fields of the corrected product, as many and with the same names.
    ///
    /// @param first as they went out first
    List<AnalysisField> fields(List<AnalysisField> first, int revision);

    /// All fluxes in detail of the corrected product; the engine keeps none of the first one's.
    List<FluxDetail> details(int revision);
}
