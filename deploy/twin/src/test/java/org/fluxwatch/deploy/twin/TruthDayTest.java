package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.junit.jupiter.api.Test;

class TruthDayTest {
    private static final Instant NOON = Instant.parse("2019-05-01T12:00:00Z");

    @Test
    void columnsAreBilinearAcrossTheSeam() {
        final TruthDay earth = day(new LatLonGrid(-180, -90, 30, 12, 6));
        assertThat(ppm(earth, 172.5)).isCloseTo(408.25, within(1e-4));
        assertThat(ppm(earth, -180)).isCloseTo(405.5, within(1e-4));
        assertThat(ppm(earth, -165)).isCloseTo(400, within(1e-4));
        assertThat(earth.column(NOON, 80, 0)).isEmpty();
        assertThat(day(new LatLonGrid(0, -90, 30, 4, 6)).column(NOON, 10, 5)).isEmpty();
    }

    private static double ppm(TruthDay day, double longitude) {
        return day.column(NOON, 10, longitude).orElseThrow().ppm()[0];
    }

    /// 400 ppm in the first column, one more in each that follows.
    private static TruthDay day(Grid grid) {
        final SigmaLevels levels = new SigmaLevels(List.of(1.0, 0.5, 0.0), 5_000);
        final TruthDay day = new TruthDay(grid, levels, LocalDate.of(2019, 5, 1));
        final float[] co2 = new float[2 * grid.cells()];
        for (int e = 0; e < co2.length; e++) co2[e] = 400 + e / 2 % grid.nx();
        final float[] pressure = new float[grid.cells()];
        Arrays.fill(pressure, 100_000);
        for (int hour = 0; hour <= 24; hour++) day.keep(hour, co2, 1, pressure);
        return day;
    }
}
