package org.fluxwatch.assimilate.stream;

/// A record that can be read and cannot be used; thrown before anything is written for it, so that the stream can pass
/// over it ([FailureAnswers]). The message says what was found and what was expected.
final class UnusableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableRecordException(String message) {
        super(message);
    }
}
