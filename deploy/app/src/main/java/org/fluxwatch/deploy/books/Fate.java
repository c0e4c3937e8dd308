package org.fluxwatch.deploy.books;

import java.util.Locale;

/// What has become of superobservations that no analysis says anything of.
enum Fate {
    /// The day, or the day with this granule, is still to be analysed.
    WAITING,
    /// The granule came after its day could still be gone back to.
    TOO_LATE,
    /// The day is before the domain's first.
    BEFORE_START,
    /// A record of the granule is a dead letter; after a replay it counts.
    DEAD_LETTER,
    /// Here, but its granule is not whole, as others are dead letters.
    INCOMPLETE,
    /// Kafka's retention has cut it off, and no product says it.
    NO_LONGER_IN_KAFKA,
    /// The books do not balance.
    UNEXPLAINED;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
