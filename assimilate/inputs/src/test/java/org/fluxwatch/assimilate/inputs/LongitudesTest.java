package org.fluxwatch.assimilate.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxwatch.assimilate.model.regrid.RectilinearGrid;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.junit.jupiter.api.Test;

class LongitudesTest {
    @Test
    void goFromWestToEastWhicheverWayTheyAreStored() {
        assertThat(Longitudes.of(new double[] {1, 2, 3}).eastward()).containsExactly(1, 2, 3);
        assertThat(Longitudes.of(new double[] {3, 2, 1}).eastward()).containsExactly(1, 2, 3);
        assertThat(Longitudes.of(new double[] {178, 179, -180, -179}).eastward())
                .containsExactly(178, 179, 180, 181);
        assertThat(Longitudes.of(new double[] {-179, -180, 179, 178}).eastward())
                .containsExactly(-182, -181, -180, -179);
        assertThat(Longitudes.of(new double[] {358, 359, 0, 1}).eastward()).containsExactly(358, 359, 360, 361);
    }

    @Test
    void aCircleThatBeginsAnywhereIsOne() {
        final double[] stored = new double[36];
        for (int i = 0; i < 36; i++) stored[i] = (195 + 10 * i) % 360;
        final Longitudes longitudes = Longitudes.of(stored);
        assertThat(new RectilinearGrid(new double[] {0, 10}, longitudes.eastward()).wraps())
                .isTrue();
        assertThat(longitudes.reversed()).isFalse();
    }

    @Test
    void aWindowHasItsValuesTurned() {
        final Longitudes longitudes = Longitudes.of(new double[] {50, 40, 30, 20, 10});
        assertThat(longitudes.stored(new Window(1, 0, 2, 2)))
                .as("20 and 30 degrees")
                .isEqualTo(2);
        assertThat(longitudes.turn(new double[] {30, 20, 31, 21}, 2)).containsExactly(20, 30, 21, 31);
        assertThat(longitudes.turn(new float[] {3, 2, 1}, 3)).containsExactly(1, 2, 3);
    }

    /// A grid refuses them, and names the first that is out of order.
    @Test
    void columnsWithoutAnOrderStaySo() {
        assertThat(Longitudes.of(new double[] {10, 30, 20}).eastward()).containsExactly(10, 30, 20);
    }
}
