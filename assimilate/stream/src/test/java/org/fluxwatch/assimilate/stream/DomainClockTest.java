package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class DomainClockTest {
    private static final LocalDate START = LocalDate.of(2019, 6, 1);
    private static final Set<Sensor> BOTH = new TreeSet<>(Set.of(Sensor.OCO2, Sensor.GOSAT));
    private static final int PATIENCE = 3;

    private final Set<String> complete = new TreeSet<>();
    private DomainClock clock = DomainClock.startingAt(START);

    private static LocalDate day(int n) {
        return START.plusDays(n);
    }

    private void granule(int day, Sensor sensor) {
        complete.add(day(day) + sensor.label());
        clock = clock.granuleOf(day(day), BOTH, PATIENCE, (d, s) -> complete.contains(d + s.label()));
    }

    @Test
    void aDayIsReadyWhenAllSensorsHaveIt() {
        granule(0, Sensor.OCO2);
        assertThat(clock.ready()).isFalse();
        granule(0, Sensor.GOSAT);
        assertThat(clock.readyBefore()).isEqualTo(day(1));
        assertThat(clock.ready()).isTrue();
        assertThat(clock.afterDay().ready()).isFalse();
    }

    @Test
    void daysAreReadyInTheirOrder() {
        granule(1, Sensor.OCO2);
        granule(1, Sensor.GOSAT);
        granule(0, Sensor.GOSAT);
        assertThat(clock.ready()).isFalse();
        granule(0, Sensor.OCO2);
        assertThat(clock.readyBefore()).isEqualTo(day(2));
    }

    @Test
    void patienceRunsOutWhenAnySensorIsThatFarAhead() {
        granule(0, Sensor.OCO2);
        granule(2, Sensor.OCO2);
        assertThat(clock.readyBefore()).isEqualTo(day(0));
        granule(3, Sensor.OCO2);
        assertThat(clock.readyBefore()).isEqualTo(day(1));
    }

    @Test
    void gapsOfAllSensorsAreOutwaitedToo() {
        granule(8, Sensor.OCO2);
        assertThat(clock.readyBefore()).isEqualTo(day(6));
        assertThat(clock.newestDay()).isEqualTo(day(8));
    }

    @Test
    void anOldDayDoesNotTurnTheNewestBack() {
        granule(2, Sensor.OCO2);
        granule(0, Sensor.OCO2);
        assertThat(clock.newestDay()).isEqualTo(day(2));
    }

    @Law
    void daysAreClosedForGoodAndNeverTheNewestWithoutAllSensors(long seed, @Range(min = 0, max = 30) int size) {
        final int[] days = new SplittableRandom(seed).ints(size, 0, 13).toArray();
        for (int n = 0; n < size; n++) {
            final DomainClock before = clock;
            granule(days[n], n % 3 == 0 ? Sensor.GOSAT : Sensor.OCO2);
            assertThat(clock.readyBefore()).isAfterOrEqualTo(before.readyBefore());
            assertThat(clock.readyBefore()).isBeforeOrEqualTo(clock.newestDay().plusDays(1));
            for (LocalDate day = before.readyBefore(); day.isBefore(clock.readyBefore()); day = day.plusDays(1)) {
                final LocalDate closed = day;
                assertThat(BOTH.stream().allMatch(sensor -> complete.contains(closed + sensor.label()))
                                || !closed.plusDays(PATIENCE).isAfter(clock.newestDay()))
                        .isTrue();
            }
        }
    }
}
