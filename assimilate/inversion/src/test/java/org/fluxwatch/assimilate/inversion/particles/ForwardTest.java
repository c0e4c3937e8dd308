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
    private static final int HOURS = Integer.getInteger("hh", 48);
    private static final int I = 32;
    private static final int J = 18;

    static Grid[] grids() {
        return new Grid[] {new StereographicGrid(35, 116, 64, 48, 36), new LatLonGrid(98, 22, 0.625, 48, 36)};
    }

    @ParameterizedTest
    @MethodSource("grids")
    void particlesAgreeWithTheForwardModelOverTwoDays(Grid grid) {
        final Meteorology weather = new SyntheticMeteorology(grid, LEVELS, 1);
        final double[] forward = forward(grid, weather);
        try (NumericsPool pool = new NumericsPool(2)) {
            final Row row = new ParticleRows(grid, LEVELS, 50_000, HOURS, 1, pool)
                    .trace(
                            List.of(new Receptor("one", Air.hour(6+HOURS), Air.between(grid, LEVELS, I + 0.5, J + 0.5))),
                            Air.prepared(grid, LEVELS, weather, 6+HOURS))
                    .getFirst()
                    .row();
            final double[] backward = blocks(grid, row);
            System.out.println("particles: " + distance(backward, forward) + " total " + excess(backward, forward));
            final double[] retro = blocks(grid, new org.fluxwatch.assimilate.inversion.retro.RetroRows(grid, LEVELS, weather, pool)
                    .rows(List.of(new org.fluxwatch.assimilate.inversion.retro.RetroRows.Receptor("one", Air.hour(6+HOURS), Air.between(grid, LEVELS, I + 0.5, J + 0.5))), HOURS).getFirst());
            System.out.println("retro: " + distance(retro, forward) + " total " + excess(retro, forward)+" part-retro "+distance(backward,retro));
            for (double[] m : new double[][] {forward, backward, retro}) {
                double t = 0, mx = 0, my = 0, vx = 0, vy = 0, cxy = 0;
                for (int q = 0; q < m.length; q++) { t += m[q]; mx += m[q] * (q % (grid.nx() / 2)); my += m[q] * (q / (grid.nx() / 2)); }
                mx /= t; my /= t;
                for (int q = 0; q < m.length; q++) { double dx = q % (grid.nx() / 2) - mx, dy = q / (grid.nx() / 2) - my; vx += m[q] * dx * dx / t; vy += m[q] * dy * dy / t; cxy += m[q] * dx * dy / t; }
                System.out.printf("sum total %.4f centre %.3f %.3f var %.3f %.3f cov %.3f%n", t, mx, my, vx, vy, cxy);
                for (int jj = 13; jj >= 3; jj--) { StringBuilder l = new StringBuilder("block "); for (int ii = 4; ii < 22; ii++) l.append(String.format("%4d", Math.round(1e4 * m[jj * (grid.nx() / 2) + ii]))); System.out.println(l); }
            }
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
            for (int hour = 6; hour < 6+HOURS; hour++)
                model.advanceHour(weather.at(Air.hour(hour)), weather.at(Air.hour(hour + 1)), co2, flux, inflow);
            System.out.println("substeps " + model.subSteps()); final double[] seen = new double[blocks];
            Air.between(grid, LEVELS, I + 0.5, J + 0.5).apply(co2, stride, blocks, seen, 0);
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
        System.out.println("sum " + sum + " forward " + total); return Math.abs(sum / total - 1);
    }
}
