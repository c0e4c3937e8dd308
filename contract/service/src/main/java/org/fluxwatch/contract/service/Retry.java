package org.fluxwatch.contract.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When to try again what could not be done: after the pauses of [Pause#backOffMillis], for as long as it takes. The
/// longest is far below Kafka's five minutes between two polls, so that who waits stays in its group. Not for several
/// threads.
public final class Retry {
    private final InstantSource clock;
    private int failures;
    private Instant last = Instant.MIN;
    private String why = "";

    public Retry(InstantSource clock) {
        this.clock = clock;
    }

    public void failed(String reason) {
        failures++;
        last = clock.instant();
        why = reason;
    }

    public void succeeded() {
        failures = 0;
        last = Instant.MIN;
        why = "";
    }

    /// Since the last success.
    public int failures() {
        return failures;
    }

    /// What the last attempt failed with, empty after a success.
    public String why() {
        return why;
    }

    /// From the last failure to the next attempt.
    public Duration pause() {
        return failures == 0 ? Duration.ZERO : Duration.ofMillis(Pause.backOffMillis(failures));
    }

    public boolean isDue() {
        final Instant now = clock.instant();
        return failures == 0 || now.isBefore(last) || !now.isBefore(last.plus(pause()));
    }
}
