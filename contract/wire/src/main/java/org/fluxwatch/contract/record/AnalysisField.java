package org.fluxwatch.contract.record;

import java.util.Arrays;

/// One horizontal field of a daily analysis.
///
/// @param name variable name in the product, such as `flux_analysis`
/// @param longName CF `long_name`
/// @param units CF `units`
/// @param cellMethods CF `cell_methods`, may be empty
/// @param values `[ny * nx]`, NaN where there is none; not copied: treat as read-only
@SinceSchema(4)
public record AnalysisField(
        AnalysisIdentity identity, String name, String longName, String units, String cellMethods, float[] values)
        implements AnalysisRecord {
    /// The field in another revision.
    public AnalysisField withValues(int revision, float[] values) {
        return new AnalysisField(identity.withRevision(revision), name, longName, units, cellMethods, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AnalysisField that
                && identity.equals(that.identity)
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
