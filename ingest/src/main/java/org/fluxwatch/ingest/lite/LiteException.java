package org.fluxwatch.ingest.lite;

/// A file that cannot be read as a Lite file. The message is one line: file, variable, value, expectation.
public final class LiteException extends Exception {
    private static final long serialVersionUID = 1;

    LiteException(String message, Throwable cause) {
        super(message, cause);
    }
}
