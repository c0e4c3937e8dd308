package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/// How far a wanted file is. It is not in the folder yet.
/// ```
/// QUEUED -> UNDER_WAY -> in the folder
///   ^           |
///   +-- again --+-> ELSEWHERE | NOT_LISTED | FAILED
/// ```
sealed interface FetchState {
    record Queued() implements FetchState {}

    /// @param part what has come of it, in bytes on the disk
    /// @param expected bytes, as far as the catalogue tells
    record UnderWay(Path part, OptionalLong expected) implements FetchState {}

    /// Another process is at it.
    record Elsewhere(Instant again) implements FetchState {}

    record NotListed(Instant asked, Instant again) implements FetchState {}

    record Failed(FetchFailure failure, String reason, Instant again) implements FetchState {}

    /// Whether it may be begun.
    default boolean isDue(Instant now) {
        return !again().isAfter(now);
    }

    /// When to try; the far future while it is tried.
    default Instant again() {
        return switch (this) {
            case Queued queued -> Instant.MIN;
            case UnderWay underWay -> Instant.MAX;
            case Elsewhere elsewhere -> elsewhere.again;
            case NotListed notListed -> notListed.again;
            case Failed failed -> failed.again;
        };
    }

    /// What is said of it after its name.
    default String words() {
        return switch (this) {
            case Queued queued -> "is to be fetched";
            case UnderWay underWay -> "is being fetched, " + progress(underWay);
            case Elsewhere elsewhere -> "is being fetched by another process";
            case NotListed notListed ->
                "is not in the catalogue yet (asked " + clock(notListed.asked) + " UTC, again at "
                        + clock(notListed.again) + ")";
            case Failed failed -> "cannot be fetched: " + failed.reason + "; again at " + clock(failed.again) + " UTC";
        };
    }

    private static String progress(UnderWay underWay) {
        final long come = megabytes(underWay.part.toFile().length());
        return underWay.expected.isPresent()
                ? come + " of " + megabytes(underWay.expected.getAsLong()) + " MB"
                : come + " MB so far";
    }

    private static long megabytes(long bytes) {
        return Math.round(bytes / 1e6);
    }

    private static String clock(Instant time) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(time.atOffset(ZoneOffset.UTC));
    }
}
