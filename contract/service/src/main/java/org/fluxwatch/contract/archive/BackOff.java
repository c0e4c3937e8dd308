package org.fluxwatch.contract.archive;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fluxwatch.contract.service.Pause;

/// How long to wait before asking again: as `Retry-After` says, else longer each time. Somewhat more than that, by
/// chance, so that those who failed together do not come again together.
final class BackOff {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// The three forms of a date that a server may send, without the day of the week; the last two are old (RFC 9110,
    /// 5.6.7).
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ROOT)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy", Locale.ROOT).withZone(ZoneOffset.UTC));

    private final InstantSource clock;
    private final RandomGenerator random;

    BackOff(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// Up to a quarter more than [Pause#backOffMillis].
    ///
    /// @param failures attempts that failed so far, 1 or more
    long millis(int failures) {
        final long least = Pause.backOffMillis(failures);
        return least + random.nextLong(least / 4 + 1);
    }

    /// What an answer asks for, 10 minutes at most, and up to a tenth more, or up to a second.
    ///
    /// @return empty: it does not say
    Optional<Long> retryAfterMillis(HttpHeaders headers) {
        final String value = headers.firstValue("Retry-After").orElse("").strip();
        return (value.matches("\\d{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(value))) : until(value))
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait.isNegative() ? Duration.ZERO : wait)
                .map(Duration::toMillis)
                .map(millis -> millis + random.nextLong(Math.max(1000, millis / 10) + 1));
    }

    private Optional<Duration> until(String text) {
        final String date = text.replaceFirst("^[A-Za-z]+,? +", "");
        for (DateTimeFormatter format : DATES)
            try {
                return Optional.of(Duration.between(clock.instant(), format.parse(date, Instant::from)));
            } catch (DateTimeException e) {
                // one of the other forms, or none
            }
        return Optional.empty();
    }
}
