package org.fluxwatch.assimilate.inversion.particles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows against the transport model run forward, a block of 2 x 2 cells with a flux in each lane.
class ForwardTest {
    private static final SigmaLevels LEVELS = Air.FIFTEEN;
    private static final int HOURS = 48;
    private static final int I = 18;
    private static final int J = 10;

    static Grid[] grids() {
        return new Grid[] {new StereographicGrid(35, 116, 128, 28, 20), new LatLonGrid(98, 22, 1.25, 28, 20)};
    }

    @ParameterizedTest
    @MethodSource("grids")
    void particlesAgreeWithTheForwardModelOverTwoDays(Grid grid) {
        final Meteorology weather = new SyntheticMeteorology(grid, LEVELS, 1);
        final double[] forward = forward(grid, weather);
        try (NumericsPool pool = new NumericsPool(2)) {
            final Row row = new ParticleRows(grid, LEVELS, 50_000, HOURS, 1, pool)
                    .trace(
                            List.of(new Receptor("one", Air.hour(HOURS), Air.column(grid, LEVELS, I, J))),
                            Air.prepared(grid, LEVELS, weather, HOURS))
                    .getFirst()
                    .row();
            final double[] backward = blocks(grid, row);
            System.out.println("particles: " + distance(backward, forward) + " total " + excess(backward, forward));
            assertThat(distance(backward, forward)).isLessThan(0.05);
            assertThat(excess(backward, forward)).isLessThan(0.03);
        }
    }

    private static int block(Grid grid, int cell) {
        return cell / grid.nx() / 2 * (grid.nx() / 2) + cell % grid.nx() / 2;
    }

    private static double[] blocks(Grid grid, Row row) {
        final double[] blocks = new double[grid.cells() / 4];
        for (int entry = 0; entry < row.size(); entry++)
            blocks[block(grid, row.cells()[entry])] += row.ppmPerFlux()[entry];
        return blocks;
    }

    private static double[] forward(Grid grid, Meteorology weather) {
        final int nz = LEVELS.nz();
        final int blocks = grid.cells() / 4;
        final int stride = Math.ceilDiv(blocks, 16) * 16;
        try (NumericsPool pool = new NumericsPool(2)) {
            final TransportModel model = new TransportModel(grid, LEVELS, stride, pool);
            final float[] co2 = new float[grid.cells() * nz * stride];
            final float[] flux = new float[grid.cells() * stride];
            for (int cell = 0; cell < grid.cells(); cell++) flux[cell * stride + block(grid, cell)] = 1;
            final float[] inflow = new float[model.perimeter().size() * nz * stride];
            for (int hour = 0; hour < HOURS; hour++)
                model.advanceHour(weather.at(Air.hour(hour)), weather.at(Air.hour(hour + 1)), co2, flux, inflow);
            final double[] seen = new double[blocks];
            Air.column(grid, LEVELS, I, J).apply(co2, stride, blocks, seen, 0);
            return seen;
        }
    }

    private static double distance(double[] one, double[] other) {
        double square = 0;
        double norm = 0;
        for (int at = 0; at < one.length; at++) {
            square += (one[at] - other[at]) * (one[at] - other[at]);
            norm += other[at] * other[at];
        }
        return Math.sqrt(square / norm);
    }

    private static double excess(double[] one, double[] other) {
        double sum = 0;
        double total = 0;
        for (int at = 0; at < one.length; at++) {
            sum += one[at];
            total += other[at];
        }
        return Math.abs(sum / total - 1);
    }
}
