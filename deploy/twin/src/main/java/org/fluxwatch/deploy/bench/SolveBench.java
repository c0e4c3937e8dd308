package org.fluxwatch.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.fluxwatch.assimilate.inversion.solve.CellCorrelation;
import org.fluxwatch.assimilate.inversion.solve.Information;
import org.fluxwatch.assimilate.inversion.solve.Month;
import org.fluxwatch.assimilate.inversion.solve.MonthRow;
import org.fluxwatch.assimilate.inversion.solve.PairPosterior;
import org.fluxwatch.assimilate.inversion.solve.PairPrior;
import org.fluxwatch.assimilate.inversion.solve.RegionWeights;
import org.fluxwatch.assimilate.inversion.solve.Sensitivity;
import org.fluxwatch.assimilate.inversion.solve.StateLayout;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// The inversion's algebra at China's 970 cells and a whole domain's 2800: rank-one updates, the posterior with 40
/// regions, all 110 experiments of a month; beside EJML's Cholesky factorisation alone, of one thread, in the
/// same run. A pair of months is solved jointly, so the systems have twice as many variables as a month has cells.
final class SolveBench {
    private static final int OBSERVATIONS = 1_800;
    private static final int REGIONS = 40;
    private static final int RUNS = 5;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private SolveBench() {}

    /// Best of some runs.
    ///
    /// @param wall s
    /// @param cpu s, of all threads
    private record Seconds(double wall, double cpu) {
        static Seconds of(Runnable task) {
            double wall = Double.MAX_VALUE;
            double cpu = Double.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                final long t0 = System.nanoTime();
                final long c0 = SYSTEM.getProcessCpuTime();
                task.run();
                wall = Math.min(wall, (System.nanoTime() - t0) / 1e9);
                cpu = Math.min(cpu, (SYSTEM.getProcessCpuTime() - c0) / 1e9);
            }
            return new Seconds(wall, cpu);
        }
    }

    /// @param threads of the numerics
    static List<Finding> run(int threads, PrintWriter out) {
        final List<Finding> findings = new ArrayList<>();
        try (NumericsPool pool = new NumericsPool(threads)) {
            for (int cells : new int[] {970, 2_800}) {
                final StateLayout layout = new StateLayout(cells, 1, 0);
                final List<MonthRow> rows = rows(cells);
                final Information information = updates(layout, rows, pool, findings, out);
                posterior(layout, information, pool, findings, out);
            }
            experiments(new StateLayout(970, 1, 0), rows(970), pool, findings, out);
        }
        out.flush();
        return findings;
    }

    /// Rows that see 700 in 970 cells of their month and a third as many of the month before.
    private static List<MonthRow> rows(int cells) {
        final SplittableRandom random = new SplittableRandom(1);
        final List<MonthRow> rows = new ArrayList<>();
        for (int o = 0; o < OBSERVATIONS; o++) {
            final int[] columns = new int[2 * cells];
            final double[] values = new double[2 * cells];
            int entries = 0;
            for (int c = 0; c < 2 * cells; c++)
                if (random.nextInt(970) < (c < cells ? 233 : 700)) {
                    columns[entries] = c;
                    values[entries++] = 4.0 / cells * random.nextDouble();
                }
            rows.add(new MonthRow(
                    "o" + o,
                    Instant.EPOCH.plusSeconds(1_440L * o),
                    Arrays.copyOf(columns, entries),
                    Arrays.copyOf(values, entries),
                    random.nextGaussian(),
                    1));
        }
        return rows;
    }

    private static Information updates(
            StateLayout layout, List<MonthRow> rows, NumericsPool pool, List<Finding> findings, PrintWriter out) {
        final Information[] last = new Information[1];
        final Seconds replay = Seconds.of(() -> {
            last[0] = new Information(layout);
            for (MonthRow row : rows) last[0].add(row, pool);
            last[0].flush(pool);
        });
        final List<MonthRow> few = rows.subList(0, 100);
        final Seconds single = Seconds.of(() -> {
            for (MonthRow row : few) {
                last[0].add(row, pool);
                last[0].flush(pool);
            }
        });
        out.printf(
                Locale.ROOT,
                "update: %d cells, two months: %.3f ms a row in a replay of %d (%.3f CPU ms), %.3f ms one by one (%.3f CPU ms)%n",
                layout.cells(),
                1e3 * replay.wall / rows.size(),
                rows.size(),
                1e3 * replay.cpu / rows.size(),
                1e3 * single.wall / few.size(),
                1e3 * single.cpu / few.size());
        findings.add(Finding.atMost(
                0.5,
                "ms",
                "rank-one update in a replay, two months of " + layout.cells() + " cells",
                1e3 * replay.wall / rows.size()));
        final Information information = new Information(layout);
        for (MonthRow row : rows) information.add(row, pool);
        return information;
    }

    private static RegionWeights regions(int cells) {
        final String[] names = new String[REGIONS];
        final double[][] weights = new double[REGIONS][cells];
        for (int r = 0; r < REGIONS; r++) {
            names[r] = "region " + r;
            for (int c = r * cells / REGIONS; c < (r + 1) * cells / REGIONS; c++) weights[r][c] = 1;
        }
        return new RegionWeights(List.of(names), weights);
    }

    private static double[] deviations(int columns) {
        final double[] deviations = new double[columns];
        for (int c = 0; c < columns; c++) deviations[c] = 0.2 + c % 7 * 0.1;
        return deviations;
    }

    private static void posterior(
            StateLayout layout, Information information, NumericsPool pool, List<Finding> findings, PrintWriter out) {
        final double[] deviations = deviations(layout.columns());
        final PairPrior prior =
                new PairPrior(layout, CellCorrelation.none(layout), deviations, deviations, 0, Optional.empty());
        final RegionWeights regions = regions(layout.cells());
        final PairPosterior[] pair = new PairPosterior[1];
        final Seconds solved = Seconds.of(() -> {
            pair[0] = PairPosterior.of(information, prior, pool);
            pair[0].covariance(Month.LATER, regions);
        });
        final Seconds whole = Seconds.of(() -> pair[0].month(Month.LATER, regions));
        final double month = ejml(layout.columns());
        final double joint = ejml(2 * layout.columns());
        out.printf(
                Locale.ROOT,
                "posterior: %d cells, two months, %d regions: %.3f s (%.3f CPU s), deviations of a month's cells %.3f s more;"
                        + " EJML's factors alone, of one month %.3f, of two %.3f CPU s; ratio %.2f%n",
                layout.cells(),
                REGIONS,
                solved.wall,
                solved.cpu,
                whole.wall,
                month,
                joint,
                joint / solved.cpu);
        findings.add(Finding.atMost(
                layout.cells() == 970 ? 0.2 : 1.2,
                "s",
                "posterior with 40 regions, two months of " + layout.cells() + " cells",
                solved.wall));
    }

    /// CPU seconds of EJML's Cholesky factorisation.
    private static double ejml(int size) {
        final DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++) matrix.set(i, j, i == j ? size : 1.0 / (1 + Math.abs(i - j)));
        final CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(size, true);
        final DMatrixRMaj copy = new DMatrixRMaj(size, size);
        return Seconds.of(() -> {
                    copy.setTo(matrix);
                    if (!cholesky.decompose(copy)) throw new IllegalStateException("EJML cannot factor its matrix");
                })
                .cpu;
    }

    /// 11 priors and 10 backgrounds.
    private static void experiments(
            StateLayout layout, List<MonthRow> rows, NumericsPool pool, List<Finding> findings, PrintWriter out) {
        final List<Sensitivity.Prior> priors = new ArrayList<>();
        for (int p = 0; p < 11; p++) {
            final double[] deviations = deviations(layout.columns());
            for (int c = 0; c < deviations.length; c++) deviations[c] *= 0.5 + 0.1 * p;
            priors.add(new Sensitivity.Prior("prior " + p, p % 3, 1, deviations, deviations));
        }
        final List<String> backgrounds = new ArrayList<>();
        for (int g = 0; g < 10; g++) backgrounds.add("background " + g);
        final List<Sensitivity.Evidence> evidence = new ArrayList<>();
        for (int o = 0; o < rows.size(); o++) {
            final double[] offered = new double[10];
            // The last five are missing here and there, as those made of observations are.
            for (int g = 0; g < 10; g++) offered[g] = g >= 5 && o % (g < 7 ? 50 : 70) == 0 ? Double.NaN : 410 + 0.1 * g;
            evidence.add(new Sensitivity.Evidence(rows.get(o), 411, offered, new double[] {1, 0.9, 1.1}));
        }
        final Sensitivity sensitivity = new Sensitivity(layout, CellCorrelation.none(layout), 0, priors, backgrounds);
        final RegionWeights regions = regions(layout.cells());
        final long t0 = System.nanoTime();
        final long c0 = SYSTEM.getProcessCpuTime();
        final int cases = sensitivity.of(evidence, Map.of(), regions, pool).size();
        final double seconds = (System.nanoTime() - t0) / 1e9;
        findings.add(Finding.atMost(60, "s", "all " + cases + " experiments of a month, 970 cells", seconds));
        out.printf(
                Locale.ROOT,
                "experiments: %d of a month, %d cells, %d observations: %.2f s (%.2f CPU s)%n",
                cases,
                layout.cells(),
                rows.size(),
                seconds,
                (SYSTEM.getProcessCpuTime() - c0) / 1e9);
    }
}
