package org.fluxwatch.assimilate.inversion.solve;

import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// What observations say of two months, whatever the prior's uncertainty:
/// ```
/// G = Σ h h' / r      b = Σ h d / r      d'R⁻¹d = Σ d² / r
/// ```
/// Each sum is taken row by row in the order of the calls, so the same rows in the same order give the same bits,
/// however they came; [ObservationLedger] sees to the order. Rodgers
/// (2000), Inverse Methods for Atmospheric Sounding, chapter 2.
public final class Information {
    private final StateLayout layout;
    private final TiledTriangle matrix;
    private final double[] vector;
    private final ScaledRows pending;
    private double squares;
    private int count;

    public Information(StateLayout layout) {
        this.layout = layout;
        this.matrix = new TiledTriangle(2 * layout.tiles());
        this.vector = new double[matrix.size()];
        this.pending = new ScaledRows(layout);
    }

    public StateLayout layout() {
        return layout;
    }

    /// Observations added.
    public int count() {
        return count;
    }

    /// d'R⁻¹d.
    public double squares() {
        return squares;
    }

    /// Adds an observation; what it changes in the matrix may wait until more have come.
    ///
    /// @throws IllegalArgumentException when the row has columns that the state has not
    public void add(MonthRow row, NumericsPool pool) {
        pending.add(row);
        final double error = Math.sqrt(row.errorVariance());
        final double innovation = row.innovation() / error;
        for (int e = 0; e < row.columns().length; e++) {
            final int column = layout.padded(row.columns()[e]);
            vector[column] = Math.fma(row.values()[e] / error, innovation, vector[column]);
        }
        squares = Math.fma(innovation, innovation, squares);
        count++;
        if (pending.full()) flush(pool);
    }

    /// Brings the matrix up to date.
    public void flush(NumericsPool pool) {
        if (pending.rows() == 0) return;
        pending.addTo(matrix, pool);
        pending.clear();
    }

    /// G, up to date.
    TiledTriangle matrix(NumericsPool pool) {
        flush(pool);
        return matrix;
    }

    /// b.
    double[] vector() {
        return vector;
    }

    /// An element of G, both in columns of the joint state.
    double information(int row, int column, NumericsPool pool) {
        return matrix(pool).get(layout.padded(row), layout.padded(column));
    }
}
