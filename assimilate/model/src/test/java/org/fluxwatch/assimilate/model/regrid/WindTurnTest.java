package org.fluxwatch.assimilate.model.regrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.model.regrid.RectilinearGridTest.even;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;

class WindTurnTest {
    private static final SourceGrid EARTH = new RectilinearGrid(even(-90, 1, 181), even(0, 1, 360));

    /// A source whose x axis points north and whose y axis points west.
    private record NorthUp(RectilinearGrid places) implements SourceGrid {
        @Override
        public int nx() {
            return places.nx();
        }

        @Override
        public int ny() {
            return places.ny();
        }

        @Override
        public double[] locate(double latitude, double longitude) {
            return places.locate(latitude, longitude);
        }

        @Override
        public double eastAngle(double latitude, double longitude) {
            return -Math.PI / 2;
        }

        @Override
        public boolean wraps() {
            return places.wraps();
        }
    }

    @Test
    void betweenLatitudeLongitudeGridsNothingTurns() {
        final float[] u = random(24, 1);
        final float[] v = random(24, 2);
        final WindTurn turn = WindTurn.of(EARTH, new LatLonGrid(100, 20, 1, 3, 3));
        assertThat(turn.alongX(u, v, 1)).containsExactly(Arrays.copyOf(u, 12));
        assertThat(turn.alongY(u, v, 1)).containsExactly(Arrays.copyOfRange(v, 12, 24));
    }

    @Test
    void aWindAlongASourcesAxisThatPointsNorthBlowsNorth() {
        final float[] u = new float[24];
        Arrays.fill(u, 1);
        final WindTurn turn = WindTurn.of(new NorthUp((RectilinearGrid) EARTH), new LatLonGrid(100, 20, 1, 3, 3));
        assertThat(turn.alongX(u, new float[24], 1)).hasSize(12).containsExactly(new float[12], within(1e-7f));
        for (float north : turn.alongY(u, new float[24], 1)) assertThat(north).isCloseTo(1, within(1e-7f));
    }

    @Test
    void aWindFromTheWestFollowsItsParallelOnThePlane() {
        final int nx = 105;
        final int ny = 86;
        final Grid grid = new StereographicGrid(35, 116, 64, nx, ny);
        final float[] u = new float[((nx + 1) * ny + nx * (ny + 1)) * 2];
        for (int at = 1; at < u.length; at += 2) u[at] = 10;
        final WindTurn turn = WindTurn.of(EARTH, grid);
        final float[] x = turn.alongX(u, new float[u.length], 2);
        final float[] y = turn.alongY(u, new float[u.length], 2);
        assertThat(x).hasSize((nx + 1) * ny * 2);
        assertThat(y).hasSize(nx * (ny + 1) * 2);
        for (int face = 0; face < x.length / 2; face += 131) {
            final double[] east = eastwards(grid, face % (nx + 1) - 0.5, face / (nx + 1));
            assertThat((double) x[2 * face + 1]).isCloseTo(10 * east[0], within(1e-4));
            assertThat(x[2 * face]).isZero();
        }
        for (int face = 0; face < y.length / 2; face += 131) {
            final double[] east = eastwards(grid, face % nx, face / nx - 0.5);
            assertThat((double) y[2 * face + 1]).isCloseTo(10 * east[1], within(1e-4));
            assertThat(y[2 * face]).isZero();
        }
    }

    /// A step of length 1 along the parallel.
    private static double[] eastwards(Grid grid, double x, double y) {
        final double[] west = grid.locate(grid.latitude(x, y), grid.longitude(x, y) - 0.01);
        final double[] east = grid.locate(grid.latitude(x, y), grid.longitude(x, y) + 0.01);
        final double length = Math.hypot(east[0] - west[0], east[1] - west[1]);
        return new double[] {(east[0] - west[0]) / length, (east[1] - west[1]) / length};
    }

    /// On each face the wind along x and, by a quarter of a turn, the one along y have the speed of u and v.
    @Test
    void speedIsKept() {
        final Grid grid = new StereographicGrid(80, 20, 64, 31, 31);
        final int values = (32 * 31 + 31 * 32) * 3;
        final float[] u = random(values, 3);
        final float[] v = random(values, 4);
        final float[] left = new float[values];
        for (int at = 0; at < values; at++) left[at] = -v[at];
        final WindTurn turn = WindTurn.of(EARTH, grid);
        final float[] x = turn.alongX(u, v, 3);
        final float[] across = turn.alongX(left, u, 3);
        for (int at = 0; at < x.length; at++)
            assertThat(Math.hypot(x[at], across[at])).isCloseTo(Math.hypot(u[at], v[at]), within(1e-5));
        final float[] y = turn.alongY(u, v, 3);
        final float[] along = turn.alongY(left, u, 3);
        for (int at = 0; at < y.length; at++)
            assertThat(Math.hypot(y[at], along[at]))
                    .isCloseTo(Math.hypot(u[x.length + at], v[x.length + at]), within(1e-5));
    }

    @Test
    void windsThatAreNotTheFacesAreRefused() {
        assertThatThrownBy(() ->
                        WindTurn.of(EARTH, new LatLonGrid(100, 20, 1, 3, 3)).alongX(new float[27], new float[27], 3))
                .hasMessage("winds have 27 and 27 values, expected 24 faces x 3 each");
    }

    private static float[] random(int length, long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final float[] values = new float[length];
        for (int at = 0; at < length; at++) values[at] = (float) random.nextDouble(-30, 30);
        return values;
    }
}
