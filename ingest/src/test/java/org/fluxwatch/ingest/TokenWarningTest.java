package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenWarningTest {
    private static final Optional<Instant> END = Optional.of(Instant.parse("2026-03-15T12:00:00Z"));

    private final TokenWarning warning = new TokenWarning();

    @Test
    void comesTwoWeeksAheadAndOnceADay() {
        final Instant first = END.orElseThrow().minus(Duration.ofDays(14));
        assertThat(warning.line(END, first.minusSeconds(1))).isEmpty();
        assertThat(warning.line(END, first).orElseThrow())
                .startsWith("The archive's token ends in 14.0 days, at 2026-03-15T12:00:00Z: make a new one");
        assertThat(warning.line(END, first.plusSeconds(86_399))).isEmpty();
        assertThat(warning.line(END, first.plusSeconds(86_400)).orElseThrow()).contains("in 13.0 days");
    }

    @Test
    void saysThatItIsOver() {
        assertThat(warning.line(END, END.orElseThrow()).orElseThrow())
                .startsWith("The archive's token has ended at 2026-03-15T12:00:00Z");
    }

    @Test
    void staysAwayWhereTheEndIsNotKnown() {
        assertThat(warning.line(Optional.empty(), Instant.EPOCH)).isEmpty();
    }
}
