package org.fluxwatch.assimilate.filter.ensrf;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Matrix algebra that reads like the equations.
record Matrix(DMatrixRMaj values) {
    Matrix(int rows, int columns) {
        this(new DMatrixRMaj(rows, columns));
    }

    static Matrix of(double[] rowMajor, int rows) {
        final Matrix matrix = new Matrix(rows, rowMajor.length / rows);
        matrix.values.setData(rowMajor.clone());
        return matrix;
    }

    double get(int row, int column) {
        return values.get(row, column);
    }

    void set(int row, int column, double value) {
        values.set(row, column, value);
    }

    int rows() {
        return values.getNumRows();
    }

    int columns() {
        return values.getNumCols();
    }

    Matrix times(Matrix other) {
        final Matrix product = new Matrix(rows(), other.columns());
        CommonOps_DDRM.mult(values, other.values, product.values);
        return product;
    }

    Matrix transposed() {
        return new Matrix(CommonOps_DDRM.transpose(values, null));
    }

    Matrix plus(Matrix other) {
        return new Matrix(CommonOps_DDRM.add(values, other.values, null));
    }

    Matrix minus(Matrix other) {
        return new Matrix(CommonOps_DDRM.subtract(values, other.values, null));
    }

    Matrix inverted() {
        final Matrix inverse = new Matrix(rows(), rows());
        if (!CommonOps_DDRM.invert(values, inverse.values)) throw new IllegalStateException("singular");
        return inverse;
    }

    double largest() {
        return CommonOps_DDRM.elementMaxAbs(values);
    }

    /// Of the members, which are the columns: `[rows, 1]`.
    Matrix mean() {
        final Matrix mean = new Matrix(rows(), 1);
        for (int row = 0; row < rows(); row++)
            for (int n = 0; n < columns(); n++) mean.set(row, 0, mean.get(row, 0) + get(row, n) / columns());
        return mean;
    }

    /// Of the members: `[rows, rows]`.
    Matrix covariance() {
        final Matrix mean = mean();
        final Matrix anomalies = new Matrix(rows(), columns());
        for (int row = 0; row < rows(); row++)
            for (int n = 0; n < columns(); n++)
                anomalies.set(row, n, (get(row, n) - mean.get(row, 0)) / Math.sqrt(columns() - 1));
        return anomalies.times(anomalies.transposed());
    }
}
