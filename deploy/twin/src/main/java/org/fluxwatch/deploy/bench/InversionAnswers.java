package org.fluxwatch.deploy.bench;

import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inversion.particles.FlowHour;
import org.fluxwatch.assimilate.inversion.particles.FlowHours;
import org.fluxwatch.assimilate.inversion.particles.FlowPreparation;
import org.fluxwatch.assimilate.inversion.particles.ParticleRows;
import org.fluxwatch.assimilate.inversion.particles.Receptor;
import org.fluxwatch.assimilate.inversion.particles.Trace;
import org.fluxwatch.assimilate.inversion.retro.RetroRows;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;

/// Known answers that take minutes: rows against the transport model run forward, a flux in a block of cells in each
/// lane. Particles know no numerical diffusion, so they are held against what forward runs on cells of 64 and of 32 km
/// tend to (Richardson's extrapolation, second order); the model run backwards against itself.
final class InversionAnswers {
    static final SigmaLevels LEVELS = new SigmaLevels(
            List.of(1.0, 0.995, 0.985, 0.97, 0.95, 0.925, 0.895, 0.86, 0.82, 0.76, 0.68, 0.57, 0.43, 0.28, 0.13, 0.0),
            4000);
    private static final int NZ = LEVELS.nz();
    private static final Instant START = Instant.parse("2016-07-01T06:00:00Z");

    private final int nx;
    private final int ny;
    private final int side;
    private final int hours;
    private final NumericsPool pool;

    /// @param nx columns of 64 km
    /// @param ny rows of 64 km
    /// @param side of a block, cells of 64 km
    private InversionAnswers(int nx, int ny, int side, int hours, NumericsPool pool) {
        this.nx = nx;
        this.ny = ny;
        this.side = side;
        this.hours = hours;
        this.pool = pool;
    }

    static List<Finding> run(int threads, PrintWriter out) {
        final List<Finding> findings = new ArrayList<>();
        try (NumericsPool pool = new NumericsPool(threads)) {
            new InversionAnswers(48, 36, 2, 48, pool).compare(50_000, 5, 3, findings, out);
            new InversionAnswers(28, 20, 1, 120, pool).compare(20_000, 8, 2, findings, out);
        }
        return findings;
    }

    /// @param distance threshold of particles, %
    /// @param total threshold of their sum, %
    private void compare(int particles, int distance, int total, List<Finding> findings, PrintWriter out) {
        final Grid coarse = new StereographicGrid(35, 116, 64, nx, ny);
        final Grid fine = new StereographicGrid(35, 116, 32, 2 * nx, 2 * ny);
        final Meteorology winds = new SyntheticMeteorology(coarse, LEVELS, 1);
        final double[][] onCoarse = forward(coarse, side, winds, receptors(coarse, 1));
        final double[][] onFine =
                forward(fine, 2 * side, new SyntheticMeteorology(fine, LEVELS, 1), receptors(fine, 2));
        final double[][] limit = new double[onFine.length][onFine[0].length];
        for (int r = 0; r < limit.length; r++)
            for (int at = 0; at < limit[r].length; at++)
                limit[r][at] = onFine[r][at] + (onFine[r][at] - onCoarse[r][at]) / 3;
        final double[][] traced = traced(coarse, winds, particles);
        final String what = String.format(Locale.ROOT, "%d h, %d x %d cells", hours, side, side);
        final Departure particlesToLimit = Departure.of(traced, limit);
        findings.add(
                Finding.atMost(distance, "%", what + ", particles against forward: L2", particlesToLimit.distance));
        findings.add(Finding.atMost(total, "%", what + ", particles against forward: total", particlesToLimit.total));
        final Departure fourfold = Departure.of(traced(coarse, winds, 4 * particles), limit);
        final Departure ownCells = Departure.of(traced, onCoarse);
        final Departure backwards = Departure.of(retro(coarse, winds), onCoarse);
        if (side == 2) {
            findings.add(Finding.atMost(8, "%", what + ", retro against forward: L2", backwards.distance));
            findings.add(Finding.atMost(3, "%", what + ", retro against forward: total", backwards.total));
        }
        out.printf(
                Locale.ROOT,
                "%s: particles against forward on finer and finer cells L2 %.1f %%, total %.1f %%, four times the"
                        + " particles %.1f, %.1f; on their own cells"
                        + " alone %.1f, %.1f; retro against forward on its own cells %.1f, %.1f%n",
                what,
                particlesToLimit.distance,
                particlesToLimit.total,
                fourfold.distance,
                fourfold.total,
                ownCells.distance,
                ownCells.total,
                backwards.distance,
                backwards.total);
        out.flush();
    }

    /// Of rows from what forward says, %.
    ///
    /// @param distance rms as a share of the other's rms
    /// @param total of the sum
    private record Departure(double distance, double total) {
        static Departure of(double[][] rows, double[][] forward) {
            double square = 0;
            double norm = 0;
            double sum = 0;
            double expected = 0;
            for (int r = 0; r < rows.length; r++)
                for (int at = 0; at < rows[r].length; at++) {
                    square += (rows[r][at] - forward[r][at]) * (rows[r][at] - forward[r][at]);
                    norm += forward[r][at] * forward[r][at];
                    sum += rows[r][at];
                    expected += forward[r][at];
                }
            return new Departure(100 * Math.sqrt(square / norm), 100 * Math.abs(sum / expected - 1));
        }
    }

    /// Mean columns of 2 x 2 cells of 64 km.
    private List<StateWeights> receptors(Grid grid, int cellsOfOne) {
        final List<StateWeights> receptors = new ArrayList<>();
        for (int i = 1; i <= 3; i++)
            for (int j = 1; j <= 3; j++) {
                final int[] cells = new int[4 * cellsOfOne * cellsOfOne];
                final double[] weights = new double[cells.length * NZ];
                for (int c = 0; c < cells.length; c++)
                    cells[c] = grid.cell(
                            (nx / 5 + nx * i / 7) * cellsOfOne + c % (2 * cellsOfOne),
                            (ny / 5 + ny * j / 7) * cellsOfOne + c / (2 * cellsOfOne));
                for (int at = 0; at < weights.length; at++) weights[at] = LEVELS.thickness(at % NZ) / cells.length;
                receptors.add(new StateWeights(0, cells, NZ, weights));
            }
        return receptors;
    }

    private Instant hour(int hour) {
        return START.plusSeconds(3600L * hour);
    }

    private double[][] forward(Grid grid, int cells, Meteorology winds, List<StateWeights> receptors) {
        final int blocks = nx / side * (ny / side);
        final int stride = Math.ceilDiv(blocks, 16) * 16;
        final TransportModel model = new TransportModel(grid, LEVELS, stride, pool);
        final float[] co2 = new float[grid.cells() * NZ * stride];
        final float[] flux = new float[grid.cells() * stride];
        for (int cell = 0; cell < grid.cells(); cell++) flux[cell * stride + block(grid, cell, cells)] = 1;
        final float[] inflow = new float[model.perimeter().size() * NZ * stride];
        Meteorology.Fields begin = winds.at(START);
        for (int hour = 1; hour <= hours; hour++) {
            final Meteorology.Fields end = winds.at(hour(hour));
            model.advanceHour(begin, end, co2, flux, inflow);
            begin = end;
        }
        final double[][] seen = new double[receptors.size()][blocks];
        for (int r = 0; r < seen.length; r++) receptors.get(r).apply(co2, stride, blocks, seen[r], 0);
        return seen;
    }

    private int block(Grid grid, int cell, int cells) {
        return cell / grid.nx() / cells * (nx / side) + cell % grid.nx() / cells;
    }

    private double[][] traced(Grid grid, Meteorology winds, int particles) {
        final Map<Long, FlowHour> prepared = new HashMap<>();
        try (Arena arena = Arena.ofShared()) {
            final FlowPreparation preparation = new FlowPreparation(grid, LEVELS, pool);
            for (int hour = 0; hour < hours; hour++) {
                final FlowHour flow = preparation.prepare(
                        winds.at(hour(hour)),
                        winds.at(hour(hour + 1)),
                        arena.allocate(FlowHour.bytes(grid, LEVELS), 64));
                prepared.put(flow.hour(), flow);
            }
            final FlowHours air = hour -> Optional.ofNullable(prepared.get(hour));
            final List<Receptor> receptors = new ArrayList<>();
            for (StateWeights weights : receptors(grid, 1))
                receptors.add(new Receptor("receptor " + receptors.size(), hour(hours), weights));
            return blocks(
                    grid,
                    new ParticleRows(grid, LEVELS, particles, hours, 1, pool)
                            .trace(receptors, air).stream().map(Trace::row).toList());
        }
    }

    private double[][] retro(Grid grid, Meteorology winds) {
        final List<RetroRows.Receptor> receptors = new ArrayList<>();
        for (StateWeights weights : receptors(grid, 1))
            receptors.add(new RetroRows.Receptor("receptor " + receptors.size(), hour(hours), weights));
        return blocks(grid, new RetroRows(grid, LEVELS, winds, pool).rows(receptors, hours));
    }

    private double[][] blocks(Grid grid, List<Row> rows) {
        final double[][] blocks = new double[rows.size()][nx / side * (ny / side)];
        for (int r = 0; r < blocks.length; r++)
            for (int entry = 0; entry < rows.get(r).size(); entry++)
                blocks[r][block(grid, rows.get(r).cells()[entry], side)] +=
                        rows.get(r).ppmPerFlux()[entry];
        return blocks;
    }
}
