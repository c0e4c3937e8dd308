package org.fluxwatch.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once a day that the archive's token is about to end.
final class TokenWarning {
    /// The same as the alert FluxwatchTokenEnds.
    static final Duration AHEAD = Duration.ofDays(14);

    private static final Logger LOG = LoggerFactory.getLogger(TokenWarning.class);
    private static final Duration AGAIN = Duration.ofDays(1);

    private Instant told = Instant.MIN;

    /// To be called often.
    ///
    /// @param end of the token, empty where it is not known
    void look(Optional<Instant> end, Instant now) {
        line(end, now).ifPresent(LOG::warn);
    }

    /// What is to be said now.
    synchronized Optional<String> line(Optional<Instant> end, Instant now) {
        if (end.isEmpty() || now.isBefore(end.get().minus(AHEAD))) return Optional.empty();
        if (told.isAfter(now.minus(AGAIN))) return Optional.empty();
        told = now;
        final Duration left = Duration.between(now, end.get());
        return Optional.of((left.isPositive()
                        ? String.format(
                                Locale.ROOT,
                                "The archive's token ends in %.1f days, at %s",
                                left.toSeconds() / 86_400.0,
                                end.get())
                        : "The archive's token has ended at " + end.get())
                + ": make a new one at urs.earthdata.nasa.gov and put it into the file of archive.token-file");
    }
}
