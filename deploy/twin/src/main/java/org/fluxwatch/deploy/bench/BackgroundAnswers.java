package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.assimilate.inputs.SyntheticCo2;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inputs.SyntheticPriorFlux;
import org.fluxwatch.assimilate.inversion.background.BinFluxes;
import org.fluxwatch.assimilate.inversion.background.EndPointBackground;
import org.fluxwatch.assimilate.inversion.background.LaneObservation;
import org.fluxwatch.assimilate.inversion.background.LaneRing;
import org.fluxwatch.assimilate.inversion.background.LaneRing.LaneBackground;
import org.fluxwatch.assimilate.inversion.particles.FlowSurface;
import org.fluxwatch.assimilate.inversion.particles.ParticleRows;
import org.fluxwatch.assimilate.inversion.particles.Receptor;
import org.fluxwatch.assimilate.inversion.particles.Trace;
import org.fluxwatch.assimilate.inversion.ring.HourRing;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;

/// The lanes' known answers over the full horizon of 20 days: a lane and what the row finds inside the mask against a
/// lane with all fluxes; a lane against the global field at the row's end points and what the row finds outside.
public final class BackgroundAnswers {
    private static final int DAYS = 20;
    private static final int PARTICLES = 20_000;
    private static final LocalDate START = LocalDate.of(2016, 7, 1);

    private final Grid grid;
    private final SigmaLevels levels = BackgroundBench.LEVELS;
    private final NumericsPool pool;
    private final Meteorology winds;
    private final GlobalCo2 global = new SyntheticCo2(1);
    private final PriorFlux fluxes;
    private final float[] outside;
    private final float[] inside;

    private BackgroundAnswers(Grid grid, NumericsPool pool) {
        this.grid = grid;
        this.pool = pool;
        winds = new SyntheticMeteorology(grid, levels, 1);
        fluxes = new SyntheticPriorFlux(grid, 1);
        outside = BackgroundBench.outside(grid);
        inside = new float[outside.length];
        for (int cell = 0; cell < inside.length; cell++) inside[cell] = 1 - outside[cell];
    }

    /// Prints each answer beside its threshold.
    ///
    /// @param folder for prepared hours, some GB, deleted in the end
    public static void run(Path folder, int threads, PrintWriter out) throws IOException {
        final Grid grid = new StereographicGrid(35, 116, 64, 105, 86);
        final Path file = folder.resolve("background-answers.ring");
        try (NumericsPool pool = new NumericsPool(threads)) {
            final BackgroundAnswers answers = new BackgroundAnswers(grid, pool);
            final HourRing hours = new HourRing(file, grid, answers.levels, DAYS + 1, "answers", pool);
            answers.print(hours, out);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void print(HourRing hours, PrintWriter out) {
        final List<LaneObservation> observations = BackgroundBench.observations(grid, START.plusDays(DAYS), 60);
        final LaneRing.Run run = lanes(observations);
        hours.prepare(winds, midnight(START), midnight(START.plusDays(DAYS + 1)));
        final List<EndPointBackground.Seen> seen = seen(run, hours);
        final BinFluxes insideFluxes = new BinFluxes(fluxes, inside, 8 * DAYS + 16);
        final double[] full = new double[seen.size()];
        final double[] rows = new double[seen.size()];
        final double[] error = new EndPointBackground(
                        grid,
                        levels,
                        global,
                        new FlowSurface(grid, levels, hours),
                        new BinFluxes(fluxes, outside, 8 * DAYS + 16))
                .ppm(seen);
        for (int o = 0; o < rows.length; o++) {
            full[o] = run.ppm()[o][1] - run.ppm()[o][0];
            rows[o] = insideFluxes.ppm(seen.get(o).row()) - full[o];
            error[o] -= run.ppm()[o][0];
        }
        out.printf(
                Locale.ROOT,
                "%d observations, %d days: background + row x flux against the full run: rms %.3f ppm, %.1f %% of the"
                        + " enhancement's rms of %.2f ppm (below 3)%n",
                full.length,
                DAYS,
                rms(rows),
                100 * rms(rows) / rms(full),
                rms(full));
        out.printf(
                Locale.ROOT,
                "end points against lanes: mean %.3f, rms %.3f ppm (below 0.05 and 0.2)%n",
                Arrays.stream(error).average().orElseThrow(),
                rms(error));
        out.flush();
    }

    private LaneRing.Run lanes(List<LaneObservation> last) {
        final LaneRing ring = new LaneRing(
                grid,
                levels,
                winds,
                List.of(
                        new LaneBackground("Reference", global, true, fluxes, outside),
                        new LaneBackground("all", global, true, fluxes, ones())),
                DAYS,
                pool);
        LaneRing.Run run = finished(ring.begin(ring.first(START), BackgroundBench.observations(grid, START, 60)));
        for (int day = 1; day < DAYS; day++) run = finished(ring.begin(run.state(), List.of()));
        return finished(ring.begin(run.state(), last));
    }

    private static LaneRing.Run finished(LaneRing.Run run) {
        while (!run.finished()) run.step();
        return run;
    }

    /// Rows back to the midnight that opened the lanes.
    private List<EndPointBackground.Seen> seen(LaneRing.Run run, HourRing hours) {
        final List<Receptor> receptors = new ArrayList<>();
        for (int o = 0; o < run.ppm().length; o++) {
            final LaneRing.Seen one = run.seen(o).orElseThrow();
            receptors.add(new Receptor("at " + o, one.time(), one.weights()));
        }
        final List<Trace> traces = new ParticleRows(grid, levels, PARTICLES, 24 * DAYS, 1, pool)
                .trace(receptors, midnight(run.opened()), hours);
        final List<EndPointBackground.Seen> seen = new ArrayList<>();
        for (int o = 0; o < traces.size(); o++)
            seen.add(new EndPointBackground.Seen(
                    traces.get(o).row(), receptors.get(o).weights().constantPpm(), run.factors()[0]));
        return seen;
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private float[] ones() {
        final float[] ones = new float[grid.cells()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double rms(double[] values) {
        return Math.sqrt(
                Arrays.stream(values).map(value -> value * value).average().orElseThrow());
    }
}
