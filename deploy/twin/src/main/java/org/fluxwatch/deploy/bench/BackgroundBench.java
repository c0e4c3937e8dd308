package org.fluxwatch.deploy.bench;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fluxwatch.assimilate.inputs.SyntheticCo2;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inputs.SyntheticPriorFlux;
import org.fluxwatch.assimilate.inversion.background.LaneObservation;
import org.fluxwatch.assimilate.inversion.background.LaneRing;
import org.fluxwatch.assimilate.inversion.background.LaneRing.LaneBackground;
import org.fluxwatch.assimilate.inversion.background.LaneState;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;

/// A day of backgrounds in lanes at JDAS's full size (105 x 86 cells, 15 layers), 60 observations: one background and
/// five, its invented weather included.
final class BackgroundBench {
    static final SigmaLevels LEVELS = new SigmaLevels(
            List.of(1.0, 0.995, 0.985, 0.97, 0.95, 0.925, 0.895, 0.86, 0.82, 0.76, 0.68, 0.57, 0.43, 0.28, 0.13, 0.0),
            4000);
    private static final int DAYS = 20;

    private BackgroundBench() {}

    /// @param threads of the numerics
    static List<Finding> run(int threads, PrintWriter out) {
        final Grid grid = new StereographicGrid(35, 116, 64, 105, 86);
        day(grid, 1, threads, out);
        return List.of(Finding.atMost(
                90, "s", "a day's lanes of five backgrounds (goal of the whole day)", day(grid, 5, threads, out)));
    }

    /// @return s
    private static double day(Grid grid, int count, int threads, PrintWriter out) {
        final Meteorology winds = new SyntheticMeteorology(grid, LEVELS, 1);
        final PriorFlux fluxes = new SyntheticPriorFlux(grid, 1);
        final GlobalCo2 global = new SyntheticCo2(1);
        final List<LaneBackground> backgrounds = new ArrayList<>();
        for (int b = 0; b < count; b++)
            backgrounds.add(new LaneBackground("background " + b, global, b != 1, fluxes, outside(grid)));
        try (NumericsPool pool = new NumericsPool(threads)) {
            final LaneRing ring = new LaneRing(grid, LEVELS, winds, backgrounds, DAYS, pool);
            LaneState state = ring.first(LocalDate.of(2016, 7, 1));
            double least = Double.MAX_VALUE;
            for (int day = 0; day < 2; day++) { // the first warms up
                final long t0 = System.nanoTime();
                final LaneRing.Run run = ring.begin(state, columns(grid, state.nextDay()));
                while (!run.finished()) run.step();
                state = run.state();
                least = Math.min(least, (System.nanoTime() - t0) / 1e9);
            }
            out.printf(
                    Locale.ROOT,
                    "%.1f s per day of %d lanes (stride %d), %d threads; state %.1f MB%n",
                    least,
                    ring.lanes(),
                    ring.stride(),
                    threads,
                    4e-6 * state.co2().length);
            out.flush();
            return least;
        }
    }

    /// Inside the mask is what lies 20 cells from the boundary or more.
    static float[] outside(Grid grid) {
        final float[] outside = new float[grid.cells()];
        for (int cell = 0; cell < outside.length; cell++)
            outside[cell] = Math.clamp((21 - grid.cellsToBoundary(cell)) / 2f, 0, 1);
        return outside;
    }

    /// Over the middle of the grid, in the hours of noon there.
    static List<Superobservation> observations(Grid grid, LocalDate day, int count) {
        final List<Superobservation> observations = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            final double x = 15 + (grid.nx() - 31) * (n * 0.7548776662 % 1);
            final double y = 15 + (grid.ny() - 31) * (n * 0.5698402910 % 1);
            observations.add(new Superobservation(
                    "bench",
                    Sensor.OCO2,
                    day,
                    "bench",
                    GranuleVersion.of("B11", "1", 1),
                    day + "-" + n,
                    ViewMode.NADIR,
                    day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(3600L * (4 + n % 5) + 3500),
                    grid.latitude(x, y),
                    grid.longitude(x, y),
                    405,
                    0.6,
                    retrieval(),
                    5,
                    false,
                    Set.of(),
                    Co2Scale.X2007));
        }
        return observations;
    }

    /// Some of them, as lanes take them.
    static List<LaneObservation> columns(Grid grid, LocalDate day) {
        return observations(grid, day, 60).stream()
                .map(one -> LaneObservation.of(one, one.errorPpm()))
                .toList();
    }

    /// A kernel of 1 on 20 levels, even in pressure.
    private static ColumnRetrieval retrieval() {
        final float[] pressure = new float[20];
        final float[] weight = new float[20];
        for (int k = 0; k < 20; k++) {
            pressure[k] = k == 0 ? 0.1f : 1000f * k / 19;
            weight[k] = k == 0 || k == 19 ? 0.5f / 19 : 1f / 19;
        }
        final float[] ones = new float[20];
        Arrays.fill(ones, 1);
        final float[] prior = new float[20];
        Arrays.fill(prior, 400);
        return new ColumnRetrieval(
                400, new Profile(pressure), new Profile(weight), new Profile(ones), new Profile(prior));
    }
}
