package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuietPeriodTest {
    private final QuietPeriod settling = new QuietPeriod(Duration.ofNanos(10));

    @Test
    void isOverWhenNothingHasComeForAWhile() {
        settling.disturbed(100);
        settling.disturbed(105);
        assertThat(settling.isOver(114)).isFalse();
        assertThat(settling.isOver(115)).isTrue();
    }

    @Test
    void aTrickleWithoutEndIsNotWaitedForForEver() {
        long now = 0;
        settling.disturbed(now);
        while (!settling.isOver(now)) settling.disturbed(now += 5);
        assertThat(now).isEqualTo(1200);
    }
}
