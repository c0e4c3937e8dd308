package org.fluxwatch.assimilate.filter.ensrf;

/// Sums over members, in an order that does not depend on the machine.
final class Rows {
    private Rows() {}

    /// Takes the mean off a row and returns it.
    static double centre(double[] rows, int row, int nMembers) {
        double sum = 0;
        for (int n = 0; n < nMembers; n++) sum += rows[row + n];
        final double mean = sum / nMembers;
        for (int n = 0; n < nMembers; n++) rows[row + n] -= mean;
        return mean;
    }

    /// Σₙ a_n b_n, in four partial sums: additions need not wait for each other.
    static double dot(double[] a, int rowA, double[] b, int rowB, int nMembers) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int n = 0;
        for (; n + 3 < nMembers; n += 4) {
            sum0 += a[rowA + n] * b[rowB + n];
            sum1 += a[rowA + n + 1] * b[rowB + n + 1];
            sum2 += a[rowA + n + 2] * b[rowB + n + 2];
            sum3 += a[rowA + n + 3] * b[rowB + n + 3];
        }
        for (; n < nMembers; n++) sum0 += a[rowA + n] * b[rowB + n];
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /// a <- factor a.
    static void scale(double factor, double[] a, int row, int nMembers) {
        for (int n = 0; n < nMembers; n++) a[row + n] *= factor;
    }

    /// b <- b + factor a.
    static void add(double factor, double[] a, int rowA, double[] b, int rowB, int nMembers) {
        for (int n = 0; n < nMembers; n++) b[rowB + n] += factor * a[rowA + n];
    }
}
