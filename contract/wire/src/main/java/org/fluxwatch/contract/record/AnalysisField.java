package org.fluxwatch.contract.record;

import java.time.LocalDate;
import java.util.Arrays;

/// One horizontal field of a daily analysis.
///
/// @param name variable name in the product, such as `flux_analysis`
/// @param longName CF `long_name`
/// @param units CF `units`
/// @param cellMethods CF `cell_methods`, may be empty
/// @param values `[ny * nx]`, NaN where there is none; not copied: treat as read-only
public record AnalysisField(
        String domain,
        LocalDate day,
        int revision,
        String name,
        String longName,
        String units,
        String cellMethods,
        float[] values)
        implements AnalysisRecord {
    public AnalysisField {
        AnalysisRecord.requireRevision(revision);
    }

    /// The field in another revision.
    public AnalysisField withValues(int revision, float[] values) {
        return new AnalysisField(domain, day, revision, name, longName, units, cellMethods, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AnalysisField that
                && domain.equals(that.domain)
                && day.equals(that.day)
                && revision == that.revision
                && name.equals(that.name)
                && longName.equals(that.longName)
                && units.equals(that.units)
                && cellMethods.equals(that.cellMethods)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(values);
    }
}
