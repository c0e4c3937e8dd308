package org.fluxwatch.assimilate.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxwatch.assimilate.inputs.Meteorology;
import org.fluxwatch.assimilate.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;

/// Known answers of two-dimensional advection on a square of 64 km, small enough to be flat.
class AdvectionTest {
    private static final int STRIDE = 16;
    private static final double SIDE_M = 64_000;
    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.6, 0.0), 5_000);

    /// Wind at a place (0 to 1 along both sides) and time (0 to 1), m s-1.
    private interface Flow {
        double at(double x, double y, double t);
    }

    @Test
    void cosineBellComesBackFromSolidBodyRotationAtSecondOrder() {
        final int hours = 8;
        final double omega = 2 * Math.PI / (hours * 3600.0);
        final Flow u = (x, y, t) -> -omega * (y - 0.5) * SIDE_M;
        final Flow v = (x, y, t) -> omega * (x - 0.5) * SIDE_M;
        final double coarse = error(24, hours, u, v);
        final double middle = error(48, hours, u, v);
        final double fine = error(96, hours, u, v);
        assertThat(middle).isLessThan(0.025);
        assertThat(Math.log(coarse / middle) / Math.log(2)).isGreaterThan(2);
        assertThat(Math.log(middle / fine) / Math.log(2)).isGreaterThan(2);
    }

    @Test
    void deformationalFlowReturnsTheBell() {
        final int hours = 12;
        final double speed = SIDE_M / (hours * 3600.0);
        // LeVeque (1996), SIAM J. Numer. Anal. 33, 627-665, Eq. 9.4
        final Flow u = (x, y, t) -> speed * 2 * sin2(x) * Math.sin(2 * Math.PI * y) * Math.cos(Math.PI * t);
        final Flow v = (x, y, t) -> -speed * 2 * sin2(y) * Math.sin(2 * Math.PI * x) * Math.cos(Math.PI * t);
        final double coarse = error(48, hours, u, v);
        final double fine = error(96, hours, u, v);
        assertThat(coarse).isLessThan(0.08);
        assertThat(fine).isLessThan(0.3 * coarse);
    }

    private static double sin2(double x) {
        return Math.pow(Math.sin(Math.PI * x), 2);
    }

    /// Error of the returned bell, root of the mean square over that of the bell; checks bounds on the way.
    private static double error(int n, int hours, Flow u, Flow v) {
        final Grid grid = new StereographicGrid(0, 0, SIDE_M / n / 1000, n, n);
        try (NumericsPool pool = new NumericsPool(2)) {
            final TransportModel model = new TransportModel(grid, LEVELS, STRIDE, pool);
            final float[] co2 = new float[grid.cells() * 2 * STRIDE];
            for (int at = 0; at < co2.length; at++) co2[at] = (float) (400 + bell(n, at / STRIDE / 2));
            final float[] flux = new float[grid.cells() * STRIDE];
            final float[] inflow = Winds.filled(model.perimeter().size() * 2 * STRIDE, 400);
            for (int hour = 0; hour < hours; hour++)
                model.advanceHour(
                        winds(grid, hour, hours, u, v), winds(grid, hour + 1, hours, u, v), co2, flux, inflow);
            assertThat(TransportModelTest.inRange(co2, 399.999f, 410.001f)).isTrue();
            double error = 0;
            double norm = 0;
            for (int at = 0; at < co2.length; at++) {
                error += Math.pow(co2[at] - 400 - bell(n, at / STRIDE / 2), 2);
                norm += Math.pow(bell(n, at / STRIDE / 2), 2);
            }
            return Math.sqrt(error / norm);
        }
    }

    private static Meteorology.Fields winds(Grid grid, int hour, int hours, Flow u, Flow v) {
        final int n = grid.nx();
        return Winds.of(
                grid,
                LEVELS,
                hour,
                (i, j, k) -> u.at((i + 0.5) / n, (j + 0.5) / n, (double) hour / hours),
                (i, j, k) -> v.at((i + 0.5) / n, (j + 0.5) / n, (double) hour / hours));
    }

    private static double bell(int n, int cell) {
        final double distance = Math.hypot((cell % n + 0.5) / n - 0.5, (cell / n + 0.5) / n - 0.72) / 0.22;
        return distance < 1 ? 5 * (1 + Math.cos(Math.PI * distance)) : 0;
    }
}
