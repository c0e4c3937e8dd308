package org.fluxwatch.ingest.lite;

import org.jspecify.annotations.Nullable;

/// A file that cannot be read as a Lite file. The message is one line: file, variable, value, expectation.
public final class LiteException extends Exception {
    private static final long serialVersionUID = 1;

    public LiteException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
