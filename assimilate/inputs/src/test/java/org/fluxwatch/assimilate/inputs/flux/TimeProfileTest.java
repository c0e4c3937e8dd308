package org.fluxwatch.assimilate.inputs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeProfileTest {
    private static final List<Double> HOURS = IntStream.range(0, 24)
            .mapToObj(hour -> 1.3 + Math.sin(0.3 * hour) + 0.01 * hour)
            .toList();
    private static final List<Double> WEEKDAYS = List.of(1.1, 1.2, 1.0, 1.05, 1.15, 0.7, 0.3);

    @ParameterizedTest
    @CsvSource({"2019, 1", "2020, 2", "2019, 2", "2021, 12"})
    void keepsTheMeanOfAMonth(int year, int month) {
        final Grid grid = new LatLonGrid(-180, -1.5, 1, 360, 3);
        final TimeProfile profile = new TimeProfile(HOURS, WEEKDAYS, grid);
        final Interval interval = Interval.month(YearMonth.of(year, month));
        final double[] sum = new double[grid.cells()];
        int hours = 0;
        for (Instant t = interval.begin(); t.isBefore(interval.end()); t = t.plusSeconds(3600), hours++) {
            final double[] factors = profile.factors(t, interval);
            for (int cell = 0; cell < sum.length; cell++) sum[cell] += factors[cell];
        }
        for (double total : sum) assertThat(total / hours).isCloseTo(1, within(1e-12));
    }

    @Test
    void countsLocalSolarHours() {
        // cells centred at 0, 90 and 97.5 degrees east
        final TimeProfile greenwich = new TimeProfile(HOURS, List.of(), new LatLonGrid(-1.5, -1.5, 1, 3, 3));
        final TimeProfile east = new TimeProfile(HOURS, List.of(), new LatLonGrid(88.5, -1.5, 1, 3, 3));
        final TimeProfile between = new TimeProfile(HOURS, List.of(), new LatLonGrid(96, -1.5, 1, 3, 3));
        final Interval day = Interval.day(LocalDate.of(2019, 5, 1));
        final double mean =
                HOURS.stream().mapToDouble(weight -> weight).average().orElseThrow();
        final Instant five = Instant.parse("2019-05-01T05:00:00Z");
        assertThat(greenwich.factors(five, day)[1]).isCloseTo(HOURS.get(5) / mean, within(1e-12));
        assertThat(east.factors(five, day)[1]).isCloseTo(HOURS.get(11) / mean, within(1e-12));
        assertThat(between.factors(five, day)[1])
                .isCloseTo(0.5 * (HOURS.get(11) + HOURS.get(12)) / mean, within(1e-12));
    }

    @Test
    void countsLocalWeekdays() {
        final TimeProfile profile = new TimeProfile(List.of(), WEEKDAYS, new LatLonGrid(118.5, -1.5, 1, 3, 3));
        final Interval month = Interval.month(YearMonth.of(2019, 7));
        // Sunday 2019-07-07 15:00 UTC is 23:00 at 120 degrees east, an hour later it is Monday there
        final double sunday = profile.factors(Instant.parse("2019-07-07T15:00:00Z"), month)[1];
        final double monday = profile.factors(Instant.parse("2019-07-07T16:00:00Z"), month)[1];
        assertThat(monday / sunday).isCloseTo(1.1 / 0.3, within(1e-12));
    }
}
