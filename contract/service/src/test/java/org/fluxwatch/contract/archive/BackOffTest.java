package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    private static Optional<Long> retryAfter(String value, BackOff backOff) {
        return backOff.retryAfterMillis(HttpHeaders.of(Map.of("retry-after", List.of(value)), (name, text) -> true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7 | 7000
            0 | 0
            3600 | 600000
            Sun, 06 Nov 1994 08:49:37 GMT | 37000
            Sunday, 06-Nov-94 08:49:37 GMT | 37000
            Sun Nov  6 08:49:37 1994 | 37000
            Sun, 06 Nov 1994 08:00:00 GMT | 0
            Sun, 13 Nov 1994 08:49:37 GMT | 600000
            """)
    void waitsAsLongAsTheArchiveAsksFor(String value, long millis) {
        // a date of two digits is of this century
        final Instant now = value.contains("-94") ? Instant.parse("2094-11-06T08:49:00Z") : NOW;
        assertThat(retryAfter(value, new BackOff(() -> now, () -> 0L))).contains(millis);
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "1.5", "''", "2026-01-01T00:00:00Z"})
    void makesNothingOfOtherWords(String value) {
        assertThat(retryAfter(value, new BackOff(() -> NOW, () -> 0L))).isEmpty();
    }

    @Test
    void doesNotComeAgainWithTheOthers() {
        final BackOff backOff = new BackOff(() -> NOW, new Random(1));
        assertThat(IntStream.range(0, 100).mapToObj(n -> backOff.millis(4)))
                .allMatch(millis -> millis >= 8000 && millis <= 10_000)
                .doesNotContainSequence(8000L, 8000L);
        assertThat(IntStream.range(0, 100)
                        .mapToObj(n -> retryAfter("60", backOff).orElseThrow()))
                .allMatch(millis -> millis >= 60_000 && millis <= 66_000)
                .anyMatch(millis -> millis > 60_000);
    }
}
