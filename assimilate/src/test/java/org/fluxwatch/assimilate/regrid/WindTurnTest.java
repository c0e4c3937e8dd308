package org.fluxwatch.assimilate.regrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.regrid.RectilinearGridTest.even;

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
        final float[] u = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        final float[] v = {9, 8, 7, 6, 5, 4, 3, 2, 1};
        WindTurn.of(EARTH, new LatLonGrid(100, 20, 1, 3, 3)).turn(u, v, 1);
        assertThat(u).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(v).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void aWindAlongASourcesAxisThatPointsNorthBlowsNorth() {
        final float[] u = {1, 1, 1, 1, 1, 1, 1, 1, 1};
        final float[] v = new float[9];
        WindTurn.of(new NorthUp((RectilinearGrid) EARTH), new LatLonGrid(100, 20, 1, 3, 3))
                .turn(u, v, 1);
        assertThat(u[4]).isCloseTo(0, within(1e-7f));
        assertThat(v[4]).isCloseTo(1, within(1e-7f));
    }

    @Test
    void aWindFromTheWestFollowsItsParallelOnThePlane() {
        final Grid grid = new StereographicGrid(35, 116, 64, 105, 86);
        final float[] u = new float[grid.cells() * 2];
        final float[] v = new float[grid.cells() * 2];
        for (int at = 1; at < u.length; at += 2) u[at] = 10;
        WindTurn.of(EARTH, grid).turn(u, v, 2);
        for (int cell = 0; cell < grid.cells(); cell += 131) {
            final double[] here = grid.locate(grid.latitude(cell), grid.longitude(cell) - 0.01);
            final double[] east = grid.locate(grid.latitude(cell), grid.longitude(cell) + 0.01);
            final double length = Math.hypot(east[0] - here[0], east[1] - here[1]);
            assertThat(u[2 * cell + 1]).isCloseTo((float) (10 * (east[0] - here[0]) / length), within(1e-4f));
            assertThat(v[2 * cell + 1]).isCloseTo((float) (10 * (east[1] - here[1]) / length), within(1e-4f));
            assertThat(u[2 * cell]).isZero();
        }
    }

    @Test
    void speedIsKept() {
        final Grid grid = new StereographicGrid(80, 20, 64, 31, 31);
        final SplittableRandom random = new SplittableRandom(3);
        final float[] u = new float[grid.cells() * 3];
        final float[] v = new float[grid.cells() * 3];
        for (int at = 0; at < u.length; at++) {
            u[at] = (float) random.nextDouble(-30, 30);
            v[at] = (float) random.nextDouble(-30, 30);
        }
        final float[] uBefore = u.clone();
        final float[] vBefore = v.clone();
        WindTurn.of(EARTH, grid).turn(u, v, 3);
        for (int at = 0; at < u.length; at++)
            assertThat(Math.hypot(u[at], v[at])).isCloseTo(Math.hypot(uBefore[at], vBefore[at]), within(1e-5));
    }
}
