package org.fluxwatch.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inversion.particles.ParticleRows;
import org.fluxwatch.assimilate.inversion.particles.Receptor;
import org.fluxwatch.assimilate.inversion.particles.Trace;
import org.fluxwatch.assimilate.inversion.ring.HourRing;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;

/// Rows of 20 days from particles at JDAS's full size (105 x 86 cells, 15 layers), from a ring of prepared hours on
/// disk; beside it a chain of multiplications and additions, which says what a core gives just then.
final class InversionBench {
    private static final List<Double> SIGMA =
            List.of(1.0, 0.995, 0.985, 0.97, 0.95, 0.925, 0.895, 0.86, 0.82, 0.76, 0.68, 0.57, 0.43, 0.28, 0.13, 0.0);
    private static final int DAYS = 20;
    private static final int PARTICLES = 20_000;

    /// Where results go that nobody reads.
    @SuppressWarnings("unused")
    private static volatile double sink;

    private InversionBench() {}

    /// @param folder for the ring, some 7 GB, deleted in the end
    /// @param rows measured, after the same rows once before
    static List<Finding> run(Path folder, int rows, PrintWriter out) throws IOException {
        final List<Finding> findings = new ArrayList<>();
        final Grid grid = new StereographicGrid(35, 116, 64, 105, 86);
        final SigmaLevels levels = new SigmaLevels(SIGMA, 4000);
        final Meteorology winds = new SyntheticMeteorology(grid, levels, 1);
        final Instant begin = Instant.parse("2019-05-01T00:00:00Z");
        final Instant end = begin.plus(Duration.ofDays(DAYS)).plusSeconds(6 * 3600);
        final Path file = folder.resolve("inversion-bench.ring");
        try (NumericsPool pool = new NumericsPool(NumericsPool.orOnePerCore(0))) {
            final HourRing ring = new HourRing(file, grid, levels, DAYS + 1, "bench", pool);
            prepared(ring, winds, begin, end, file, out);
            final List<Receptor> receptors = receptors(grid, levels, end, rows);
            try (NumericsPool one = new NumericsPool(1)) {
                final Speed alone = traced(rows(grid, levels, one), receptors, ring, 1, out);
                findings.add(Finding.atLeast(
                        35, "million a CPU second", "particle-steps over whole rows", alone.steps / alone.cpu / 1e6));
                findings.add(Finding.atMost(
                        0.5, "CPU s", "a row of 20 days, 20,000 particles (stretch 0.3)", alone.cpu / rows));
                findings.add(Finding.atMost(
                        1.5, "%", "noise of a row's sum", noise(rows(grid, levels, one), receptors, ring, out)));
                try (NumericsPool two = new NumericsPool(2)) {
                    final Speed both = traced(rows(grid, levels, two), receptors, ring, 2, out);
                    findings.add(Finding.atLeast(
                            1.8, "times one thread", "rows a second on two threads", alone.wall / both.wall));
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return findings;
    }

    private static ParticleRows rows(Grid grid, SigmaLevels levels, NumericsPool pool) {
        return new ParticleRows(grid, levels, PARTICLES, 24 * DAYS, 1, pool);
    }

    /// What some rows took.
    ///
    /// @param steps particle-steps
    /// @param wall s
    /// @param cpu s, of all threads
    private record Speed(long steps, double wall, double cpu) {}

    private static void prepared(
            HourRing ring, Meteorology winds, Instant begin, Instant end, Path file, PrintWriter out)
            throws IOException {
        final long t0 = System.nanoTime();
        final int made = ring.prepare(winds, begin, end);
        out.printf(
                Locale.ROOT,
                "%.0f ms per prepared hour, its invented weather included; ring %.1f GB%n",
                (System.nanoTime() - t0) / 1e6 / made,
                Files.size(file) / 1e9);
        out.flush();
    }

    private static List<Receptor> receptors(Grid grid, SigmaLevels levels, Instant time, int count) {
        final double[] weights = new double[levels.nz()];
        for (int k = 0; k < weights.length; k++) weights[k] = levels.thickness(k);
        final List<Receptor> receptors = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            final int cell = grid.cell(25 + n * 17 % 60, 20 + n * 29 % 50);
            receptors.add(
                    new Receptor("row " + n, time, new StateWeights(0, new int[] {cell}, weights.length, weights)));
        }
        return receptors;
    }

    private static Speed traced(
            ParticleRows particles, List<Receptor> receptors, HourRing ring, int threads, PrintWriter out) {
        particles.trace(receptors, ring); // the code is hot, the pages of the ring are mapped
        final double before = multiplications();
        final long cpu0 = cpu();
        final long t0 = System.nanoTime();
        final List<Trace> traces = particles.trace(receptors, ring);
        final double wall = (System.nanoTime() - t0) / 1e9;
        final double cpu = (cpu() - cpu0) / 1e9;
        long steps = 0;
        long entries = 0;
        long ends = 0;
        for (Trace trace : traces) {
            steps += trace.steps();
            entries += trace.row().size();
            ends += trace.row().ends().size();
        }
        out.printf(
                Locale.ROOT,
                "%d threads: %.1f million particle-steps per CPU second, %.1f per second; %.3f CPU s and %.3f s a row of %d"
                        + " particles and %d days; %d entries, %d end points, %.1f million steps a row;"
                        + " %.0f to %.0f million multiply-adds per second beside it%n",
                threads,
                steps / cpu / 1e6,
                steps / wall / 1e6,
                cpu / traces.size(),
                wall / traces.size(),
                PARTICLES,
                DAYS,
                entries / traces.size(),
                ends / traces.size(),
                steps / 1e6 / traces.size(),
                before,
                multiplications());
        out.flush();
        return new Speed(steps, wall, cpu);
    }

    /// Of one receptor under many names, %.
    private static double noise(ParticleRows particles, List<Receptor> receptors, HourRing ring, PrintWriter out) {
        final List<Receptor> twins = new ArrayList<>();
        for (int n = 0; n < 12; n++)
            twins.add(new Receptor(
                    "twin " + n,
                    receptors.getFirst().time(),
                    receptors.getFirst().weights()));
        final double[] sums = particles.trace(twins, ring).stream()
                .mapToDouble(trace -> trace.row().sum())
                .toArray();
        double mean = 0;
        for (double sum : sums) mean += sum / sums.length;
        double square = 0;
        for (double sum : sums) square += (sum - mean) * (sum - mean) / (sums.length - 1);
        final double noise = 100 * Math.sqrt(square) / mean;
        out.printf(Locale.ROOT, "noise of a row's sum %.2f %% of %.3f ppm per µmol m-2 s-1%n", noise, mean);
        out.flush();
        return noise;
    }

    /// CPU time of all threads, ns.
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /// A chain of dependent multiply-adds, million per second.
    private static double multiplications() {
        final int count = 50_000_000;
        double x = 1;
        final long t0 = System.nanoTime();
        for (int n = 0; n < count; n++) x = x * 0.999_999_9 + n;
        final double seconds = (System.nanoTime() - t0) / 1e9;
        sink = x;
        return count / seconds / 1e6;
    }
}
