package org.fluxwatch.assimilate.model.regrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class RectilinearGridTest {
    /// ERA5's own order: north first, from Greenwich east.
    private static final RectilinearGrid ERA5 = new RectilinearGrid(even(90, -0.25, 721), even(0, 0.25, 1440));

    /// CarbonTracker's 3 x 2 degrees.
    private static final RectilinearGrid CARBON_TRACKER = new RectilinearGrid(even(-89, 2, 90), even(-178.5, 3, 120));

    static double[] even(double first, double step, int n) {
        final double[] axis = new double[n];
        for (int i = 0; i < n; i++) axis[i] = first + i * step;
        return axis;
    }

    @Test
    void aPlaceOfTheSourceIsAtItsIndices() {
        assertThat(ERA5.locate(35, 116)).containsExactly(464, 220);
        assertThat(ERA5.locate(-90, -0.25)).containsExactly(1439, 720);
        assertThat(CARBON_TRACKER.locate(1, 181.5)).containsExactly(0, 45);
    }

    @Law(tries = 200)
    void longitudesAreTheSameAtAnyTurn(
            @Range(min = -180, max = 180) double longitude, @Range(min = -2, max = 2) int turns) {
        assertThat(ERA5.locate(0, longitude + 360 * turns)[0] % 1440)
                .isCloseTo(ERA5.locate(0, longitude)[0] % 1440, within(1e-9));
    }

    @Test
    void betweenUnevenRowsAndColumnsItIsLinear() {
        final RectilinearGrid uneven =
                new RectilinearGrid(new double[] {50, 40, 20, 19}, new double[] {350, 355, 365, 366});
        assertThat(uneven.locate(25, 0)).containsExactly(1.5, 1.75);
        assertThat(uneven.locate(19.5, -7.5)).containsExactly(0.5, 2.5);
        assertThat(uneven.wraps()).isFalse();
    }

    @Test
    void theSeamOfAFullCircleIsBetweenLastColumnAndFirst() {
        assertThat(ERA5.wraps()).isTrue();
        assertThat(CARBON_TRACKER.wraps()).isTrue();
        assertThat(ERA5.locate(0, -0.125)[0]).isEqualTo(1439.5);
        assertThat(CARBON_TRACKER.locate(0, 180)[0]).isEqualTo(119.5);
    }

    @Test
    void axesInSinglePrecisionStillAreAFullCircle() {
        final double[] longitudes = even(0, 0.1, 3600);
        for (int i = 0; i < 3600; i++) longitudes[i] = (float) (0.1 * i);
        assertThat(new RectilinearGrid(even(-89.5, 1, 180), longitudes).wraps()).isTrue();
    }

    @Test
    void aRepeatedFirstColumnNeedsNoSeam() {
        final RectilinearGrid closed = new RectilinearGrid(even(-89.5, 1, 180), even(0, 1, 361));
        assertThat(closed.wraps()).isFalse();
        assertThat(closed.locate(0, -0.5)[0]).isEqualTo(359.5);
    }

    @Test
    void upToThePoleTheLastRowHolds() {
        assertThat(CARBON_TRACKER.locate(90, 0)[1]).isEqualTo(89);
        assertThat(CARBON_TRACKER.locate(-89.9, 0)[1]).isZero();
        assertThat(new RectilinearGrid(even(60, -1, 20), even(0, 1, 20)).locate(61, 0)[1])
                .isEqualTo(-1);
        assertThat(new RectilinearGrid(even(80, 2, 3), even(0, 1, 20)).locate(89, 0)[1])
                .isEqualTo(4.5);
    }

    @Test
    void placesOutsideAreBeyondTheNearerEnd() {
        final RectilinearGrid window = new RectilinearGrid(even(10, 1, 5), even(100, 1, 5));
        assertThat(window.locate(12, 99)[0]).isEqualTo(-1);
        assertThat(window.locate(12, 106)[0]).isEqualTo(6);
        assertThat(window.locate(9, 100)[1]).isEqualTo(-1);
        assertThat(window.locate(16, 100)[1]).isEqualTo(6);
    }

    @Test
    void refusesAxesThatAreNone() {
        assertThatThrownBy(() -> new RectilinearGrid(new double[] {1, 2, 2}, even(0, 1, 3)))
                .hasMessage("latitude 2 is 2.0 after 2.0, expected all rising or all falling");
        assertThatThrownBy(() -> new RectilinearGrid(new double[] {1, 2, 92}, even(0, 1, 3)))
                .hasMessage("latitude 2 is 92.0 degrees north, expected -90 to 90");
        assertThatThrownBy(() -> new RectilinearGrid(new double[] {1, 2}, even(3, -1, 3)))
                .hasMessage("longitude 1 is 2.0 after 3.0, expected rising");
        assertThatThrownBy(() -> new RectilinearGrid(new double[] {1, 2}, even(0, 10, 38)))
                .hasMessageContaining("expected 360 degrees or less");
        assertThatThrownBy(() -> new RectilinearGrid(new double[] {1, Double.NaN}, even(0, 1, 3)))
                .hasMessageContaining("latitude 1 is NaN");
        assertThatThrownBy(() -> new RectilinearGrid(new double[] {1}, even(0, 1, 3)))
                .hasMessageContaining("1 latitudes");
    }
}
