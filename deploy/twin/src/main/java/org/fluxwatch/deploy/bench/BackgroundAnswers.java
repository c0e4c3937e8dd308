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
import java.util.function.Function;
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
///
/// Two kinds of flux, as the first answer depends on them: the same at all times and places, and the invented ones hour
/// by hour. The latter breathe in and out, so that little is left of much: their error is also held against what
/// release and uptake are, each on its own.
final class BackgroundAnswers {
    private static final int DAYS = 20;
    private static final int PARTICLES = 20_000;
    private static final int BINS = 8 * DAYS + 16;
    private static final LocalDate START = LocalDate.of(2016, 7, 1);

    private final Grid grid;
    private final SigmaLevels levels = BackgroundBench.LEVELS;
    private final NumericsPool pool;
    private final Meteorology winds;
    private final GlobalCo2 global = new SyntheticCo2(1);
    private final PriorFlux hourly;
    private final float[] outside;
    private final float[] inside;
    private final List<World> worlds;
    private final List<Finding> findings = new ArrayList<>();

    /// Fluxes whose lanes, without and with those inside the mask, are one after the other.
    private record World(String name, PriorFlux fluxes) {}

    private BackgroundAnswers(Grid grid, NumericsPool pool) {
        this.grid = grid;
        this.pool = pool;
        winds = new SyntheticMeteorology(grid, levels, 1);
        hourly = new SyntheticPriorFlux(grid, 1);
        outside = BackgroundBench.outside(grid);
        inside = new float[outside.length];
        for (int cell = 0; cell < inside.length; cell++) inside[cell] = 1 - outside[cell];
        final PriorFlux.Fields one =
                new PriorFlux.Fields(ones(), new float[grid.cells()], new float[grid.cells()], new float[grid.cells()]);
        worlds = List.of(new World("hourly flux", hourly), new World("even flux", new FluxOf("even", _ -> one)));
    }

    /// Invented fluxes.
    private record FluxOf(String name, Function<Instant, PriorFlux.Fields> fields) implements PriorFlux {
        @Override
        public PriorFlux.Fields at(Instant hour) {
            return fields.apply(hour);
        }

        @Override
        public String description(LocalDate day) {
            return name;
        }
    }

    /// @param folder for prepared hours, some GB, deleted in the end
    static List<Finding> run(Path folder, int threads, PrintWriter out) throws IOException {
        final Grid grid = new StereographicGrid(35, 116, 64, 105, 86);
        final Path file = folder.resolve("background-answers.ring");
        try (NumericsPool pool = new NumericsPool(threads)) {
            final BackgroundAnswers answers = new BackgroundAnswers(grid, pool);
            final HourRing hours = new HourRing(file, grid, answers.levels, DAYS + 1, "answers", pool);
            answers.measure(hours, out);
            return answers.findings;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void measure(HourRing hours, PrintWriter out) {
        final LaneRing.Run run = lanes(BackgroundBench.columns(grid, START.plusDays(DAYS)));
        hours.prepare(winds, midnight(START), midnight(START.plusDays(DAYS + 1)));
        final List<EndPointBackground.Seen> seen = seen(run, hours);
        ofGross(full(0, run, seen, out), seen, out);
        for (int w = 1; w < worlds.size(); w++) full(w, run, seen, out);
        ends(run, seen, hours, out);
        out.flush();
    }

    /// Background + row x flux against the full run.
    ///
    /// @return what they are off by, ppm
    private double[] full(int w, LaneRing.Run run, List<EndPointBackground.Seen> seen, PrintWriter out) {
        final World world = worlds.get(w);
        final double[] enhancement = new double[seen.size()];
        for (int o = 0; o < enhancement.length; o++) enhancement[o] = run.ppm()[o][2 * w + 1] - run.ppm()[o][2 * w];
        final double[] error = ppm(world.fluxes, seen);
        for (int o = 0; o < error.length; o++) error[o] -= enhancement[o];
        out.printf(
                Locale.ROOT,
                "%d observations, %d days, %s: background + row x flux against the full run: rms %.3f ppm, enhancement's"
                        + " rms %.2f ppm%n",
                error.length,
                DAYS,
                world.name,
                rms(error),
                rms(enhancement));
        findings.add(Finding.atMost(
                3,
                "%",
                world.name + ", " + DAYS + " days: background + row against full run",
                100 * rms(error) / rms(enhancement)));
        return error;
    }

    /// An error of the hourly world against what release and uptake are.
    private void ofGross(double[] error, List<EndPointBackground.Seen> seen, PrintWriter out) {
        final double gross = rms(ppm(new FluxOf("absolute", this::absolute), seen));
        out.printf(Locale.ROOT, "hourly flux, release and uptake taken apart: rms %.2f ppm%n", gross);
        findings.add(Finding.atMost(
                3, "%", "the same, of release and uptake taken apart, hourly flux", 100 * rms(error) / gross));
    }

    /// Uptake counted as release.
    private PriorFlux.Fields absolute(Instant hour) {
        final PriorFlux.Fields fields = hourly.at(hour);
        final float[] uptake = fields.uptake().clone();
        for (int cell = 0; cell < uptake.length; cell++) uptake[cell] *= -1;
        return new PriorFlux.Fields(fields.release(), uptake, fields.fossil(), fields.fire());
    }

    /// What fluxes inside the mask are in each observation.
    private double[] ppm(PriorFlux fluxes, List<EndPointBackground.Seen> seen) {
        final BinFluxes bins = new BinFluxes(fluxes, inside, BINS);
        return seen.stream().mapToDouble(one -> bins.ppm(one.row())).toArray();
    }

    private void ends(LaneRing.Run run, List<EndPointBackground.Seen> seen, HourRing hours, PrintWriter out) {
        final double[] error = new EndPointBackground(
                        grid,
                        levels,
                        global,
                        new FlowSurface(grid, levels, hours),
                        new BinFluxes(hourly, outside, BINS))
                .ppm(seen);
        for (int o = 0; o < error.length; o++) error[o] -= run.ppm()[o][0];
        final double mean = Arrays.stream(error).average().orElseThrow();
        out.printf(Locale.ROOT, "end points against lanes: mean %.3f, rms %.3f ppm%n", mean, rms(error));
        findings.add(Finding.atMost(0.05, "ppm", "end points against lanes, " + DAYS + " days: mean", Math.abs(mean)));
        findings.add(Finding.atMost(0.2, "ppm", "end points against lanes, " + DAYS + " days: rms", rms(error)));
    }

    private LaneRing.Run lanes(List<LaneObservation> last) {
        final List<LaneBackground> backgrounds = new ArrayList<>();
        for (World world : worlds) {
            backgrounds.add(new LaneBackground(world.name, global, true, world.fluxes, outside));
            backgrounds.add(new LaneBackground(world.name + ", all", global, true, world.fluxes, ones()));
        }
        final LaneRing ring = new LaneRing(grid, levels, winds, backgrounds, DAYS, pool);
        LaneRing.Run run = finished(ring.begin(ring.first(START), BackgroundBench.columns(grid, START)));
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
