package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inversion.particles.ParticleRows;
import org.fluxwatch.assimilate.inversion.particles.Receptor;
import org.fluxwatch.assimilate.inversion.particles.Trace;
import org.fluxwatch.assimilate.inversion.ring.HourRing;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;

/// Known answers on particles alone: air that is well mixed stays so (Thomson 1987, J. Fluid Mech. 180, 529-556), noise
/// falls with the root of their number, threads change no bit.
final class ParticleAnswers {
    private static final Instant START = Instant.parse("2016-07-01T00:00:00Z");

    /// Cells a side of what end points are gathered in.
    private static final int BLOCK = 4;

    private static final Grid BOX = new LatLonGrid(100, 20, 1, 3 * BLOCK, 2 * BLOCK);

    /// Receptors that share the particles of a box, so that threads share them too.
    private static final int RECEPTORS = 4;

    private static final int PARTICLES = 900_000;

    private final SigmaLevels levels;
    private final Path folder;
    private final NumericsPool pool;
    private final List<Finding> findings = new ArrayList<>();

    private ParticleAnswers(SigmaLevels levels, Path folder, NumericsPool pool) {
        this.levels = levels;
        this.folder = folder;
        this.pool = pool;
    }

    /// @param folder for prepared hours, deleted in the end
    static List<Finding> run(SigmaLevels levels, Path folder, int threads, PrintWriter out) throws IOException {
        try (NumericsPool pool = new NumericsPool(threads)) {
            final ParticleAnswers answers = new ParticleAnswers(levels, folder, pool);
            answers.mixing(out);
            answers.closedBox(out);
            answers.noise(out);
            return answers.findings;
        }
    }

    private interface Measure {
        void in(HourRing ring);
    }

    private void prepared(Grid grid, Meteorology air, int hours, Measure measure) throws IOException {
        final Path file = folder.resolve("particle-answers.ring");
        try {
            final HourRing ring = new HourRing(file, grid, levels, Math.ceilDiv(hours, 24), air.toString(), pool);
            ring.prepare(air, START, START.plusSeconds(3600L * hours));
            measure.in(ring);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// Departures of the weights that end in each block and layer from those of its air, in standard deviations of
    /// counting.
    private double[] departures(HourRing ring, int hours, boolean layersAlone) {
        final List<Receptor> receptors = new ArrayList<>();
        for (int r = 0; r < RECEPTORS; r++)
            receptors.add(new Receptor("all air " + r, START.plusSeconds(3600L * hours), allAir()));
        final int nz = levels.nz();
        final int across = BOX.nx() / BLOCK;
        final double[] ended = new double[across * BOX.ny() / BLOCK * nz];
        for (Trace trace :
                new ParticleRows(BOX, levels, PARTICLES / RECEPTORS, hours, 1, pool).trace(receptors, ring)) {
            final EndPoints ends = trace.row().ends();
            for (int e = 0; e < ends.size(); e++) {
                final double[] xy = BOX.locate(ends.latitude()[e], ends.longitude()[e]);
                final int block = Math.clamp((int) (xy[0] + 0.5) / BLOCK, 0, across - 1)
                        + across * Math.clamp((int) (xy[1] + 0.5) / BLOCK, 0, BOX.ny() / BLOCK - 1);
                ended[block * nz + layer(ends.pressurePa()[e])] += ends.weight()[e] / RECEPTORS;
            }
        }
        final double[] expected = new double[ended.length];
        for (int cell = 0; cell < BOX.cells(); cell++)
            for (int k = 0; k < nz; k++)
                expected[(cell % BOX.nx() / BLOCK + across * (cell / BOX.nx() / BLOCK)) * nz + k] +=
                        allAir().weights()[cell * nz + k];
        return inDeviations(layersAlone ? layers(ended) : ended, layersAlone ? layers(expected) : expected);
    }

    private double[] layers(double[] boxes) {
        final double[] layers = new double[levels.nz()];
        for (int at = 0; at < boxes.length; at++) layers[at % layers.length] += boxes[at];
        return layers;
    }

    private double[] inDeviations(double[] ended, double[] expected) {
        double low = 0;
        for (int k = 0; k < levels.nz(); k++)
            if (levels.edges().get(k) + levels.edges().get(k + 1) > 1.4) low += levels.thickness(k);
        // of low air six particles in ten, as ParticleRows releases them
        final double squares = (low * low / 0.6 + (1 - low) * (1 - low) / 0.4) / PARTICLES;
        final double[] departures = new double[ended.length];
        for (int at = 0; at < departures.length; at++)
            departures[at] = (ended[at] - expected[at]) / Math.sqrt(expected[at] * squares);
        return departures;
    }

    private int layer(double pressurePa) {
        final double sigma = (pressurePa - levels.topPa()) / (100_000 - levels.topPa());
        int k = 0;
        while (k < levels.nz() - 1 && levels.edges().get(k + 1) > sigma) k++;
        return k;
    }

    private StateWeights allAir() {
        double area = 0;
        for (int cell = 0; cell < BOX.cells(); cell++) area += BOX.areaM2(cell);
        final int[] cells = new int[BOX.cells()];
        final double[] weights = new double[cells.length * levels.nz()];
        Arrays.setAll(cells, cell -> cell);
        for (int at = 0; at < weights.length; at++)
            weights[at] = BOX.areaM2(at / levels.nz()) / area * levels.thickness(at % levels.nz());
        return new StateWeights(0, cells, levels.nz(), weights);
    }

    private static double chiSquare(double[] departures, int degrees) {
        double sum = 0;
        for (double departure : departures) sum += departure * departure;
        return sum / degrees;
    }

    private void mixing(PrintWriter out) throws IOException {
        prepared(BOX, new ClosedAir(BOX, levels, START, 0), 48, ring -> {
            final double[] departures = departures(ring, 48, true);
            final double chiSquare = chiSquare(departures, departures.length);
            out.printf(Locale.ROOT, "mixing alone, 48 h: chi-square a layer %.2f%n", chiSquare);
            findings.add(Finding.atMost(1.6, "", "mixing alone, 48 h: chi-square a layer", chiSquare));
            findings.add(
                    Finding.atMost(3, "sd", "mixing alone, 48 h: departure of the lowest", Math.abs(departures[0])));
        });
        out.flush();
    }

    private void closedBox(PrintWriter out) throws IOException {
        final int hours = 20 * 24;
        prepared(BOX, new ClosedAir(BOX, levels, START, 8), hours, ring -> {
            final double[] departures = departures(ring, hours, false);
            final double chiSquare = chiSquare(departures, departures.length - 1);
            out.printf(
                    Locale.ROOT,
                    "closed box, 20 days: chi-square a degree of freedom %.2f, %d boxes, %d particles each in the mean%n",
                    chiSquare,
                    departures.length,
                    PARTICLES / departures.length);
            findings.add(Finding.atMost(1.2, "", "closed box, 20 days: chi-square a degree of freedom", chiSquare));
        });
        out.flush();
    }

    private void noise(PrintWriter out) throws IOException {
        final Grid grid = new StereographicGrid(35, 116, 64, 48, 36);
        prepared(grid, new SyntheticMeteorology(grid, levels, 1), 48, ring -> {
            final double few = noise(grid, 1_250, ring, pool);
            final double many = noise(grid, 20_000, ring, pool);
            out.printf(
                    Locale.ROOT,
                    "noise of a row's map, 48 h: %.1f %% of its rms with 1,250 particles, %.1f %% with 20,000%n",
                    few,
                    many);
            // places at the start are quasi-random, so it may fall faster
            findings.add(Finding.atMost(
                    15, "%", "noise against P^-1/2, 16 times the particles: excess", 100 * (4 * many / few - 1)));
            try (NumericsPool one = new NumericsPool(1)) {
                final boolean same = Arrays.equals(
                        map(grid, traces(grid, 1_250, ring, one).getFirst()),
                        map(grid, traces(grid, 1_250, ring, pool).getFirst()));
                findings.add(Finding.atMost(0, "", "rows that the number of threads changes", same ? 0 : 1));
            }
        });
        out.flush();
    }

    private List<Trace> traces(Grid grid, int particles, HourRing ring, NumericsPool threads) {
        final double[] weights = new double[levels.nz()];
        Arrays.setAll(weights, levels::thickness);
        final StateWeights column = new StateWeights(0, new int[] {grid.cell(30, 18)}, levels.nz(), weights);
        final List<Receptor> receptors = new ArrayList<>();
        for (int run = 0; run < 16; run++)
            receptors.add(new Receptor("run " + run, START.plusSeconds(48 * 3600), column));
        return new ParticleRows(grid, levels, particles, 48, 7, threads).trace(receptors, ring);
    }

    /// Root-mean-square departure of maps from the mean of many, %.
    private double noise(Grid grid, int particles, HourRing ring, NumericsPool threads) {
        final List<double[]> maps = traces(grid, particles, ring, threads).stream()
                .map(trace -> map(grid, trace))
                .toList();
        double square = 0;
        double signal = 0;
        for (int cell = 0; cell < grid.cells(); cell++) {
            double mean = 0;
            for (double[] map : maps) mean += map[cell] / maps.size();
            for (double[] map : maps) square += (map[cell] - mean) * (map[cell] - mean) / (maps.size() - 1);
            signal += mean * mean;
        }
        return 100 * Math.sqrt(square / signal);
    }

    private static double[] map(Grid grid, Trace trace) {
        final double[] map = new double[grid.cells()];
        for (int entry = 0; entry < trace.row().size(); entry++)
            map[trace.row().cells()[entry]] += trace.row().ppmPerFlux()[entry];
        return map;
    }
}
