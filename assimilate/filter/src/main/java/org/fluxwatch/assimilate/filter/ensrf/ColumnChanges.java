package org.fluxwatch.assimilate.filter.ensrf;

/// What an update did to the first row of the first block (the lowest layer's concentration), by column. Both are 0 in
/// columns that no observation reached, and the spread is NaN where any row of the column has become no number.
///
/// @param increment of the mean `[columns]`, unit of the row
/// @param spread standard deviation after the update (N - 1) `[columns]`
public record ColumnChanges(double[] increment, double[] spread) {
    ColumnChanges(int nColumns) {
        this(new double[nColumns], new double[nColumns]);
    }
}
