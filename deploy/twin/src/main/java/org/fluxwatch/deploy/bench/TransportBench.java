package org.fluxwatch.deploy.bench;

import com.sun.management.ThreadMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.MassLedger;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;

/// A model hour of the transport at JDAS's full size (105 x 86 cells, 15 layers) with its books, with the paper's 50
/// members and with more, beside a plain copy of the ensemble and the memory's bandwidth in the same run.
public final class TransportBench {
    private static final List<Double> SIGMA =
            List.of(1.0, 0.995, 0.985, 0.97, 0.95, 0.925, 0.895, 0.86, 0.82, 0.76, 0.68, 0.57, 0.43, 0.28, 0.13, 0.0);
    private static final int WARM_UP = 4;
    private static final List<Integer> MEMBERS = List.of(50, 158);

    private TransportBench() {}

    /// @param threads of the numerics
    /// @param hours measured, after a warm-up
    public static void run(int threads, int hours, PrintWriter out) {
        final Grid grid = new StereographicGrid(35, 116, 64, 105, 86);
        final SigmaLevels levels = new SigmaLevels(SIGMA, 4000);
        final Meteorology meteorology = new SyntheticMeteorology(grid, levels, 1);
        final Meteorology.Fields[] fields = new Meteorology.Fields[WARM_UP + hours + 1];
        final Instant begin = Instant.parse("2019-05-01T00:00:00Z");
        for (int h = 0; h < fields.length; h++) fields[h] = meteorology.at(begin.plusSeconds(3600L * h));
        try (NumericsPool pool = new NumericsPool(threads)) {
            for (int members : MEMBERS) run(new Lanes(members), grid, levels, fields, pool, out);
            out.printf(Locale.ROOT, "%.1f GB/s triad, %d threads%n", triadGigabytesPerSecond(pool), threads);
        }
    }

    private static void run(
            Lanes lanes,
            Grid grid,
            SigmaLevels levels,
            Meteorology.Fields[] fields,
            NumericsPool pool,
            PrintWriter out) {
        final int stride = lanes.stride();
        final int hours = fields.length - 1 - WARM_UP;
        final TransportModel model = new TransportModel(grid, levels, stride, pool);
        final float[] co2 = new float[grid.cells() * levels.nz() * stride];
        for (int e = 0; e < co2.length; e++) co2[e] = 400 + e % 97 * 0.1f;
        final float[] flux = new float[grid.cells() * stride];
        Arrays.fill(flux, 1f);
        final float[] inflow = new float[model.perimeter().size() * levels.nz() * stride];
        Arrays.fill(inflow, 400f);
        for (int h = 0; h < WARM_UP; h++) model.advanceHour(fields[h], fields[h + 1], co2, flux, inflow);
        final MassLedger control = new MassLedger(model, lanes.control(), co2, fields[WARM_UP].surfacePressurePa());
        final long allocated = threads().getTotalThreadAllocatedBytes();
        final long t0 = System.nanoTime();
        for (int h = WARM_UP; h < WARM_UP + hours; h++) {
            model.advanceHour(fields[h], fields[h + 1], co2, flux, inflow);
            control.enterHour(flux);
        }
        final double hour = (System.nanoTime() - t0) / 1e6 / hours;
        final long perHour = (threads().getTotalThreadAllocatedBytes() - allocated) / hours;
        final double copy = copyMilliseconds(co2);
        out.printf(
                Locale.ROOT,
                "%.0f ms per model hour (%d x %d x %d cells, %d lanes, %d threads, %d sub-steps in the last hour)%n",
                hour,
                grid.nx(),
                grid.ny(),
                levels.nz(),
                stride,
                pool.threads(),
                model.subSteps());
        out.printf(Locale.ROOT, "%.2f ms per copy of the ensemble, ratio %.0f%n", copy, hour / copy);
        out.printf(Locale.ROOT, "%.0f kB allocated per model hour%n", perHour / 1e3);
    }

    private static ThreadMXBean threads() {
        return (ThreadMXBean) ManagementFactory.getThreadMXBean();
    }

    /// STREAM's triad, a = b + s c, on arrays far beyond the caches: three of 64 MB; best of several.
    private static double triadGigabytesPerSecond(NumericsPool pool) {
        final int block = 1 << 16;
        final int blocks = 1 << 8;
        final float[] a = new float[block * blocks];
        final float[] b = new float[a.length];
        final float[] c = new float[a.length];
        Arrays.fill(b, 1f);
        Arrays.fill(c, 2f);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 40; i++) {
            final long t0 = System.nanoTime();
            pool.forEach(blocks, (at, worker) -> triad(a, b, c, at * block, (at + 1) * block));
            best = Math.min(best, (System.nanoTime() - t0) / 1e9);
        }
        return 3.0 * Float.BYTES * a.length / best / 1e9;
    }

    private static void triad(float[] a, float[] b, float[] c, int from, int to) {
        for (int e = from; e < to; e++) a[e] = b[e] + 3f * c[e];
    }

    /// Best of several, one thread.
    private static double copyMilliseconds(float[] from) {
        final float[] to = new float[from.length];
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            final long t0 = System.nanoTime();
            System.arraycopy(from, 0, to, 0, from.length);
            best = Math.min(best, (System.nanoTime() - t0) / 1e6);
        }
        return best;
    }
}
