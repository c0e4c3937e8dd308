package org.fluxwatch.assimilate.inversion.particles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inversion.retro.RetroRows;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows against the transport model run forward, a flux in a block of cells in each lane; several receptors.
///
/// Particles know no numerical diffusion. So they are held against what forward runs on their own cells and on cells
/// half as wide tend to; on their own cells alone, the forward run is a sixth off it.
class ForwardTest {
    private static final SigmaLevels LEVELS = Air.FIFTEEN;
    private static final int NZ = LEVELS.nz();
    private static final int FIRST = 6;
    private static final int HOURS = 24;
    private static final int LAST = FIRST + HOURS;
    private static final int NX = 28;
    private static final int NY = 20;
    private static final int[][] PLACES = {{9, 9}, {13, 7}, {17, 11}, {13, 12}};

    /// The same area in cells and in cells half as wide.
    record Pair(Grid coarse, Grid fine) {}

    static Pair[] grids() {
        return new Pair[] {
            new Pair(new StereographicGrid(35, 116, 64, NX, NY), new StereographicGrid(35, 116, 32, 2 * NX, 2 * NY)),
            new Pair(new LatLonGrid(106, 28, 0.6, NX, NY), new LatLonGrid(106, 28, 0.3, 2 * NX, 2 * NY))
        };
    }

    @ParameterizedTest
    @MethodSource("grids")
    void particlesAgreeWithWhatTheForwardModelTendsToOnFinerCells(Pair grids) {
        particlesAgree(grids, 2, 50_000, 0.05, 0.03);
    }

    @Test
    void particlesAgreeInEachCell() {
        particlesAgree(grids()[0], 1, 20_000, 0.08, 0.02);
    }

    /// @param side of a block, coarse cells
    private static void particlesAgree(Pair grids, int side, int particles, double distance, double total) {
        final Meteorology weather = new SyntheticMeteorology(grids.coarse, LEVELS, 1);
        final List<Receptor> receptors = new ArrayList<>();
        final List<StateWeights> fine = new ArrayList<>();
        for (int[] place : PLACES) {
            receptors.add(new Receptor("at " + place[0], Air.hour(LAST), blockOf(grids.coarse, place, 1)));
            fine.add(blockOf(grids.fine, place, 2));
        }
        try (NumericsPool pool = new NumericsPool(2)) {
            final List<Row> rows = new ParticleRows(grids.coarse, LEVELS, particles, HOURS, 1, pool)
                    .trace(receptors, Air.prepared(grids.coarse, LEVELS, weather, LAST)).stream()
                            .map(Trace::row)
                            .toList();
            final double[][] forward = extrapolated(
                    forward(
                            grids.coarse,
                            side,
                            weather,
                            receptors.stream().map(Receptor::weights).toList(),
                            pool),
                    forward(grids.fine, side, new SyntheticMeteorology(grids.fine, LEVELS, 1), fine, pool));
            final double[][] backward = blocks(grids.coarse, side, rows);
            assertThat(distance(backward, forward)).isLessThan(distance);
            assertThat(excess(backward, forward)).isLessThan(total);
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void theModelBackwardsAgreesWithItselfForward(Pair grids) {
        final Grid grid = grids.coarse;
        final Meteorology weather = new SyntheticMeteorology(grid, LEVELS, 1);
        final List<RetroRows.Receptor> receptors = new ArrayList<>();
        for (int[] place : PLACES)
            receptors.add(new RetroRows.Receptor("one", Air.hour(LAST), blockOf(grid, place, 1)));
        try (NumericsPool pool = new NumericsPool(2)) {
            final double[][] backward =
                    blocks(grid, 2, new RetroRows(grid, LEVELS, weather, pool).rows(receptors, HOURS));
            final double[][] forward = forward(
                    grid,
                    2,
                    weather,
                    receptors.stream().map(RetroRows.Receptor::weights).toList(),
                    pool);
            assertThat(distance(backward, forward)).isLessThan(0.08);
            assertThat(excess(backward, forward)).isLessThan(0.03);
        }
    }

    /// The mean column of 2 x 2 coarse cells.
    private static StateWeights blockOf(Grid grid, int[] place, int cellsOfOne) {
        final int side = 2 * cellsOfOne;
        final int[] cells = new int[side * side];
        final double[] weights = new double[cells.length * NZ];
        for (int c = 0; c < cells.length; c++)
            cells[c] = grid.cell(place[0] * cellsOfOne + c % side, place[1] * cellsOfOne + c / side);
        for (int at = 0; at < weights.length; at++) weights[at] = LEVELS.thickness(at % NZ) / cells.length;
        return new StateWeights(0, cells, NZ, weights);
    }

    /// @param side of a block, coarse cells
    private static int block(Grid grid, int side, int cell) {
        final int cells = side * grid.nx() / NX;
        return cell / grid.nx() / cells * (NX / side) + cell % grid.nx() / cells;
    }

    private static double[][] blocks(Grid grid, int side, List<Row> rows) {
        final double[][] blocks = new double[rows.size()][NX * NY / (side * side)];
        for (int r = 0; r < blocks.length; r++)
            for (int entry = 0; entry < rows.get(r).size(); entry++)
                blocks[r][block(grid, side, rows.get(r).cells()[entry])] +=
                        rows.get(r).ppmPerFlux()[entry];
        return blocks;
    }

    /// What each receptor sees of a flux of 1 in each block.
    private static double[][] forward(
            Grid grid, int side, Meteorology weather, List<StateWeights> receptors, NumericsPool pool) {
        final int blocks = NX * NY / (side * side);
        final int stride = Math.ceilDiv(blocks, 16) * 16;
        final TransportModel model = new TransportModel(grid, LEVELS, stride, pool);
        final float[] co2 = new float[grid.cells() * NZ * stride];
        final float[] flux = new float[grid.cells() * stride];
        for (int cell = 0; cell < grid.cells(); cell++) flux[cell * stride + block(grid, side, cell)] = 1;
        final float[] inflow = new float[model.perimeter().size() * NZ * stride];
        Meteorology.Fields begin = weather.at(Air.hour(FIRST));
        for (int hour = FIRST; hour < LAST; hour++) {
            final Meteorology.Fields end = weather.at(Air.hour(hour + 1));
            model.advanceHour(begin, end, co2, flux, inflow);
            begin = end;
        }
        final double[][] seen = new double[receptors.size()][blocks];
        for (int r = 0; r < seen.length; r++) receptors.get(r).apply(co2, stride, blocks, seen[r], 0);
        return seen;
    }

    /// Richardson's: what second order leaves of a quarter of the error.
    private static double[][] extrapolated(double[][] coarse, double[][] fine) {
        final double[][] extrapolated = new double[fine.length][fine[0].length];
        for (int r = 0; r < fine.length; r++)
            for (int at = 0; at < fine[r].length; at++)
                extrapolated[r][at] = fine[r][at] + (fine[r][at] - coarse[r][at]) / 3;
        return extrapolated;
    }

    /// Root-mean-square difference as a share of the other's root mean square.
    private static double distance(double[][] one, double[][] other) {
        double square = 0;
        double norm = 0;
        for (int r = 0; r < one.length; r++)
            for (int at = 0; at < one[r].length; at++) {
                square += (one[r][at] - other[r][at]) * (one[r][at] - other[r][at]);
                norm += other[r][at] * other[r][at];
            }
        return Math.sqrt(square / norm);
    }

    private static double excess(double[][] one, double[][] other) {
        double sum = 0;
        double total = 0;
        for (int r = 0; r < one.length; r++)
            for (int at = 0; at < one[r].length; at++) {
                sum += one[r][at];
                total += other[r][at];
            }
        return Math.abs(sum / total - 1);
    }
}
