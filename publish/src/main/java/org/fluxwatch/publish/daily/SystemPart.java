package org.fluxwatch.publish.daily;

import java.util.List;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Innovation;

/// What only the days of one system have in a file.
interface SystemPart {
    /// Of attribute `source`: how the analysis was made.
    String method();

    /// The end of the analysis' name in attribute `history`, may be empty.
    String historyNote();

    /// Global attributes, after `revision`.
    List<ClassicAttribute> attributes();

    /// Whether the day is consistent with its errors; before the regions.
    List<CfVariable> consistency();

    /// How far the day is from its observations; after the regions.
    List<CfVariable> scores();

    /// What only the system can say of its observations, along their dimension.
    List<CfVariable> ofObservations(List<Innovation> innovations);

    static SystemPart of(DailyAnalysis.Diagnostics diagnostics) {
        return switch (diagnostics) {
            case DailyAnalysis.Filter filter -> new FilterPart(filter);
        };
    }
}
