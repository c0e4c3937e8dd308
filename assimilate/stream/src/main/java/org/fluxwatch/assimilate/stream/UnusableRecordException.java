package org.fluxwatch.assimilate.stream;

import java.util.Locale;

/// A record that can be read and cannot be used; thrown before anything is written for it, so that the stream can pass
/// over it ([FailureAnswers]). The message says what was found and what was expected.
final class UnusableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Why. Also a metric label: lower case, the underscore becomes a hyphen.
    enum Reason {
        /// Its values do not go together.
        IMPOSSIBLE_VALUE,
        /// It is for a day that had not begun when it was written.
        TOO_FAR_AHEAD,
        /// What is stored of its domain cannot be read.
        UNUSABLE_STATE,
        /// The program failed with it in a way that nobody foresaw, and then once more.
        UNFORESEEN;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;

    UnusableRecordException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
