package org.fluxwatch.ingest.catalog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// That a granule is tried again, with pauses of 1, 2, 4, ... hours up to a week. Written as `3 2026-11-28T19:00:00Z`.
///
/// @param tries that have failed, 1 or more
/// @param notBefore of the next one
public record Again(int tries, Instant notBefore) {
    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,5}) (\\S+)");
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_DOUBLINGS = 8; // beyond a week

    /// After a try that has failed.
    ///
    /// @param before what was said after the one before, if there was one
    public static Again after(Optional<Again> before, Instant now) {
        final int tries = Math.min(999_999, before.map(Again::tries).orElse(0) + 1);
        final Duration doubled = Duration.ofHours(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        final Duration pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return new Again(tries, now.plus(pause).truncatedTo(ChronoUnit.SECONDS));
    }

    /// Empty for what is not written as above.
    public static Optional<Again> parse(String text) {
        final Matcher written = WRITTEN.matcher(text);
        try {
            return written.matches()
                    ? Optional.of(new Again(Integer.parseInt(written.group(1)), Instant.parse(written.group(2))))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public boolean isDue(Instant now) {
        return !now.isBefore(notBefore);
    }

    @Override
    public String toString() {
        return tries + " " + notBefore;
    }
}
