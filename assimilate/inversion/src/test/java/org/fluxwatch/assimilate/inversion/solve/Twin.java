package org.fluxwatch.assimilate.inversion.solve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// An invented linear problem of some months: truth from the prior, observations from the truth.
///
/// @param deviations prior, a month's `[months][columns]`
/// @param truth `[months * columns]`
/// @param rows of each observation month; an observation sees its month and the one before
record Twin(StateLayout layout, double[][] deviations, double[] truth, List<List<MonthRow>> rows) {
    static final double ERROR_VARIANCE = 0.7;

    /// @param months observed months, 1 more than those of the state
    static Twin of(StateLayout layout, int months, int observations, long seed) {
        final Random random = new Random(seed);
        final int n = layout.columns();
        final double[][] deviations = new double[months + 1][n];
        final double[] truth = new double[(months + 1) * n];
        for (int m = 0; m <= months; m++)
            for (int c = 0; c < n; c++) {
                deviations[m][c] = 0.2 + random.nextDouble();
                truth[m * n + c] = deviations[m][c] * random.nextGaussian();
            }
        final List<List<MonthRow>> rows = new ArrayList<>();
        for (int m = 1; m <= months; m++) {
            final List<MonthRow> month = new ArrayList<>();
            for (int o = 0; o < observations; o++) {
                final double[] h = new double[2 * n];
                double d = Math.sqrt(ERROR_VARIANCE) * random.nextGaussian();
                for (int c = 0; c < 2 * n; c++) {
                    if (random.nextInt(3) > 0) h[c] = 0.4 * random.nextDouble();
                    d += h[c] * truth[(m - 1) * n + c];
                }
                month.add(row("m" + m + "o" + o, Instant.ofEpochSecond(m * 2_592_000L + o * 3_600L), h, d));
            }
            rows.add(month);
        }
        return new Twin(layout, deviations, truth, rows);
    }

    static MonthRow row(String id, Instant time, double[] h, double innovation) {
        int entries = 0;
        for (double value : h) if (value != 0) entries++;
        final int[] columns = new int[entries];
        final double[] values = new double[entries];
        int e = 0;
        for (int c = 0; c < h.length; c++)
            if (h[c] != 0) {
                columns[e] = c;
                values[e++] = h[c];
            }
        return new MonthRow(id, time, columns, values, innovation, ERROR_VARIANCE);
    }

    List<MonthRow> all() {
        return rows.stream().flatMap(List::stream).toList();
    }

    /// H over all months of the state, `[observations, months * columns]`.
    DMatrixRMaj h() {
        final int n = layout.columns();
        final List<MonthRow> all = all();
        final DMatrixRMaj h = new DMatrixRMaj(all.size(), truth.length);
        int o = 0;
        for (int m = 0; m < rows.size(); m++)
            for (MonthRow row : rows.get(m)) {
                for (int e = 0; e < row.columns().length; e++) h.set(o, m * n + row.columns()[e], row.values()[e]);
                o++;
            }
        return h;
    }

    /// d.
    DMatrixRMaj innovations() {
        return new DMatrixRMaj(all().stream().mapToDouble(MonthRow::innovation).toArray());
    }

    /// The exact answer in observation space:
    /// `x = S H' (H S H' + R)^-1 d`, `S_b = S - S H' (H S H' + R)^-1 H S`.
    Exact exact(DMatrixRMaj prior) {
        final DMatrixRMaj h = h();
        final int observations = h.numRows;
        final DMatrixRMaj sht = new DMatrixRMaj(truth.length, observations);
        CommonOps_DDRM.multTransB(prior, h, sht);
        final DMatrixRMaj total = new DMatrixRMaj(observations, observations);
        CommonOps_DDRM.mult(h, sht, total);
        for (int o = 0; o < observations; o++) total.add(o, o, ERROR_VARIANCE);
        final DMatrixRMaj inverse = new DMatrixRMaj(observations, observations);
        CommonOps_DDRM.invert(total, inverse);
        final DMatrixRMaj gain = new DMatrixRMaj(truth.length, observations);
        CommonOps_DDRM.mult(sht, inverse, gain);
        final DMatrixRMaj mean = new DMatrixRMaj(truth.length, 1);
        CommonOps_DDRM.mult(gain, innovations(), mean);
        final DMatrixRMaj covariance = prior.copy();
        CommonOps_DDRM.multAddTransB(-1, gain, sht, covariance);
        final DMatrixRMaj weighted = new DMatrixRMaj(observations, 1);
        CommonOps_DDRM.mult(inverse, innovations(), weighted);
        final DMatrixRMaj kernel = new DMatrixRMaj(truth.length, truth.length);
        CommonOps_DDRM.mult(gain, h, kernel);
        return new Exact(mean, covariance, CommonOps_DDRM.dot(innovations(), weighted), kernel);
    }

    record Exact(DMatrixRMaj mean, DMatrixRMaj covariance, double chiSquare, DMatrixRMaj kernel) {}

    /// σ_i C_ij σ_j, with months correlated by φ^|months between|.
    DMatrixRMaj prior(DMatrixRMaj correlation, double monthCorrelation) {
        final int n = layout.columns();
        final DMatrixRMaj prior = new DMatrixRMaj(truth.length, truth.length);
        for (int i = 0; i < truth.length; i++)
            for (int j = 0; j < truth.length; j++) {
                final int apart = Math.abs(i / n - j / n);
                final boolean flux = i % n < layout.fluxes() && j % n < layout.fluxes();
                final double time = apart == 0 ? 1 : flux ? Math.pow(monthCorrelation, apart) : 0;
                prior.set(
                        i,
                        j,
                        deviations[i / n][i % n] * deviations[j / n][j % n] * correlation.get(i % n, j % n) * time);
            }
        return prior;
    }
}
