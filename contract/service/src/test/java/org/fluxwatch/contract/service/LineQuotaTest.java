package org.fluxwatch.contract.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineQuotaTest {
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final LineQuota quota = new LineQuota(3, Duration.ofMinutes(10), () -> now);

    @Test
    void namesTheFirstOnesAndSaysThatTheRestIsCounted() {
        assertThat(quota.next("empty")).contains("");
        assertThat(quota.next("empty")).contains("");
        assertThat(quota.next("empty"))
                .contains(" (more of this kind before 2026-11-28T12:10:00Z are counted, not named)");
        assertThat(quota.next("empty")).isEmpty();
    }

    @Test
    void givesEachKindItsOwnLines() {
        for (int n = 0; n < 5; n++) quota.next("empty");
        assertThat(quota.next("unreadable-record")).contains("");
    }

    @Test
    void saysInTheNextPeriodHowManyWereNotNamed() {
        for (int n = 0; n < 100_000; n++) quota.next("empty");
        now = now.plus(Duration.ofMinutes(25));
        assertThat(quota.next("empty")).contains(" (since 2026-11-28T12:00:00Z 99997 more of this kind, not named)");
        assertThat(quota.next("empty")).contains("");
    }

    @Test
    void writesFewLinesHoweverManyAreAskedFor() {
        long lines = 0;
        for (int n = 0; n < 100_000; n++) {
            now = now.plusMillis(60);
            lines += quota.next("empty").stream().count();
        }
        assertThat(lines).isEqualTo(30);
    }

    @Test
    void goesOnWhenTheClockIsSetBack() {
        for (int n = 0; n < 5; n++) quota.next("empty");
        now = now.minus(Duration.ofHours(3));
        assertThat(quota.next("empty")).isNotEqualTo(Optional.empty());
    }
}
