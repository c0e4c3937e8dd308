package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - SECOND); // the JDK's may run over

    @Test
    void letsAllTogetherHaveSoManyBytesASecond() {
        final RateLimit two = new RateLimit(2, nanos::get);
        assertThat(two.take(1_000_000)).isEqualTo(SECOND / 2);
        assertThat(two.take(3_000_000)).isEqualTo(2 * SECOND); // of another download
        nanos.addAndGet(SECOND);
        assertThat(two.take(0)).isEqualTo(SECOND);
        nanos.addAndGet(10 * SECOND);
        assertThat(two.take(2_000_000)).isEqualTo(SECOND);
    }

    @Test
    void holdsNobodyUpWithoutALimit() {
        assertThat(new RateLimit(0, nanos::get).take(Long.MAX_VALUE)).isZero();
    }
}
