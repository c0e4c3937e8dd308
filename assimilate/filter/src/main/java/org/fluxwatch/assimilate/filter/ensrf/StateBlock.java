package org.fluxwatch.assimilate.filter.ensrf;

import java.util.Optional;

/// A part of the state, column by column: row r of column c has member n at `(c * rows + r) * stride + n`.
/// Lanes beyond the members are not touched.
public sealed interface StateBlock {
    /// Rows per column.
    int rows();

    /// Values from one row to the next.
    int stride();

    /// Values in all.
    int length();

    /// How much its columns learn from an observation, where that differs from the filter's localization.
    Optional<Localization> localization();

    /// Who is told what each observation has added to its rows, if anybody.
    Optional<RowIncrements> increments();

    /// Copies the members of an element out, to `row` and on.
    void read(int element, double[] members, int row, int nMembers);

    /// Copies the members of an element back, from `row` and on.
    void write(int element, double[] members, int row, int nMembers);

    /// Kept in single precision, as concentrations and flux factors are.
    record Floats(
            float[] values,
            int rows,
            int stride,
            Optional<Localization> localization,
            Optional<RowIncrements> increments)
            implements StateBlock {
        /// Localized as the filter is.
        public Floats(float[] values, int rows, int stride) {
            this(values, rows, stride, Optional.empty(), Optional.empty());
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public void read(int element, double[] members, int row, int nMembers) {
            for (int n = 0; n < nMembers; n++) members[row + n] = values[element * stride + n];
        }

        @Override
        public void write(int element, double[] members, int row, int nMembers) {
            for (int n = 0; n < nMembers; n++) values[element * stride + n] = (float) members[row + n];
        }
    }

    /// Kept in double precision.
    record Doubles(
            double[] values,
            int rows,
            int stride,
            Optional<Localization> localization,
            Optional<RowIncrements> increments)
            implements StateBlock {
        /// Localized as the filter is.
        public Doubles(double[] values, int rows, int stride) {
            this(values, rows, stride, Optional.empty(), Optional.empty());
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public void read(int element, double[] members, int row, int nMembers) {
            System.arraycopy(values, element * stride, members, row, nMembers);
        }

        @Override
        public void write(int element, double[] members, int row, int nMembers) {
            System.arraycopy(members, row, values, element * stride, nMembers);
        }
    }
}
