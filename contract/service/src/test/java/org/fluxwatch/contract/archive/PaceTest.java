package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static long at(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void stopsWhenNothingComesForTheTimeOut() {
        final Pace pace = new Pace(TIMEOUT, at(0), 0);
        assertThat(pace.hasStopped(at(59), 0)).isFalse();
        assertThat(pace.hasStopped(at(60), 0)).isTrue();
        assertThat(pace.hasStopped(at(61), 1)).isFalse();
        assertThat(pace.hasStopped(at(120), 1)).isFalse();
        assertThat(pace.hasStopped(at(121), 1)).isTrue();
    }

    @Test
    void findsAByteASecondTooSlowAfterFiveMinutes() {
        final Pace pace = new Pace(TIMEOUT, at(0), 0);
        for (int second = 1; second < 300; second++) {
            assertThat(pace.hasStopped(at(second), second)).isFalse();
            assertThat(pace.tooSlow(at(second), second)).isEmpty();
        }
        assertThat(pace.tooSlow(at(300), 300).orElseThrow())
                .isEqualTo("comes too slowly: 300 bytes in PT5M, expected 4096 a second or more");
    }

    @Test
    void letsASlowLineGoOn() {
        final Pace pace = new Pace(TIMEOUT, at(0), 0);
        for (int second = 1; second <= 3600; second++)
            assertThat(pace.tooSlow(at(second), second * 5000L)).isEmpty();
    }

    @Test
    void countsAFileThatBeginsAnewFromThere() {
        final Pace pace = new Pace(TIMEOUT, at(0), 10_000_000);
        assertThat(pace.hasStopped(at(200), 0)).isFalse();
        assertThat(pace.tooSlow(at(300), 500_000)).isEmpty();
        assertThat(pace.tooSlow(at(500), 2_000_000)).isEmpty();
    }
}
