package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NumericsWatchTest {
    private final AtomicLong nanos = new AtomicLong();
    private final NumericsWatch underWay = new NumericsWatch(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aDayThatTakesMuchLongerThanTheLikeHasEverTakenIsNamed() {
        underWay.begin(NumericsWatch.Kind.DAY, "the day 2019-06-01 of domain tiny");
        pass(Duration.ofMinutes(9));
        assertThat(underWay.stalled()).isEmpty();
        pass(Duration.ofMinutes(2));
        assertThat(underWay.stalled())
                .hasValue(
                        "the day 2019-06-01 of domain tiny has been under way for 11 min, the longest before took 0 s");
        underWay.end();
        assertThat(underWay.stalled()).isEmpty();
    }

    @Test
    void whatIsSlowAlwaysIsNoStall() {
        underWay.begin(NumericsWatch.Kind.DAY, "a day");
        pass(Duration.ofMinutes(5));
        underWay.end();
        underWay.begin(NumericsWatch.Kind.DAY, "the next");
        pass(Duration.ofMinutes(49));
        assertThat(underWay.stalled()).isEmpty();
        pass(Duration.ofMinutes(2));
        assertThat(underWay.stalled()).isPresent();
    }
}
