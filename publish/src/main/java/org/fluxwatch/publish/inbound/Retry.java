package org.fluxwatch.publish.inbound;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When to try again what could not be done: after 1, 2, 4 ... and at most 30 s, for as long as it takes. The longest
/// pause is far below Kafka's five minutes between two polls, so that who waits stays in its group.
final class Retry {
    private static final int LONGEST_S = 30;

    private final InstantSource clock;
    private int failures;
    private Instant last = Instant.MIN;
    private String why = "";

    Retry(InstantSource clock) {
        this.clock = clock;
    }

    void failed(Throwable failure) {
        failures++;
        last = clock.instant();
        why = failure.toString();
    }

    void succeeded() {
        failures = 0;
        last = Instant.MIN;
        why = "";
    }

    /// Since the last success.
    int failures() {
        return failures;
    }

    /// What the last attempt failed with, empty after a success.
    String why() {
        return why;
    }

    /// From the last failure to the next attempt.
    Duration pause() {
        return failures == 0 ? Duration.ZERO : Duration.ofSeconds(Math.min(LONGEST_S, 1L << Math.min(failures - 1, 5)));
    }

    boolean isDue() {
        final Instant now = clock.instant();
        return failures == 0 || now.isBefore(last) || !now.isBefore(last.plus(pause()));
    }
}
