package org.fluxwatch.assimilate.filter.ensrf;

/// Is told what each observation of a set has added to the means of a block's rows.
@FunctionalInterface
public interface RowIncrements {
    /// Called once for every column that an observation reaches, on the thread that works on the column.
    ///
    /// @param near numbers of the observations in their set, in the order they were assimilated `[nNear]`; reused
    /// @param increments K d, unit of the row; of observation `near[k]` and row r at
    ///   `k * stride + first + r`; reused
    void column(int column, int[] near, int nNear, double[] increments, int stride, int first);
}
