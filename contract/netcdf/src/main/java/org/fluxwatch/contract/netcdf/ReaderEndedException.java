package org.fluxwatch.contract.netcdf;

import java.io.Serial;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A reader process ended before it answered.
final class ReaderEndedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int SIGNAL = 128;
    private static final int SIGINT = SIGNAL + 2;
    private static final int SIGKILL = SIGNAL + 9;
    private static final int SIGTERM = SIGNAL + 15;

    enum Why {
        /// It was killed for not answering in time.
        LATE,
        /// It filled its heap.
        OUT_OF_MEMORY,
        /// The thread that waited for the answer was interrupted.
        INTERRUPTED,
        /// Someone else killed it, or it did not start.
        NOT_OF_THE_FILE,
        CRASHED
    }

    private final Why why;

    ReaderEndedException(Why why, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    /// @param started whether it ever answered
    static ReaderEndedException of(int exitCode, boolean started, String errors, @Nullable Throwable cause) {
        final Why why =
                switch (exitCode) {
                    case ReaderProcess.OUT_OF_MEMORY -> Why.OUT_OF_MEMORY;
                    case SIGINT, SIGKILL, SIGTERM -> Why.NOT_OF_THE_FILE;
                    case 1 -> started ? Why.CRASHED : Why.NOT_OF_THE_FILE; // no JVM came up
                    default -> Why.CRASHED;
                };
        return new ReaderEndedException(why, "ended with code " + exitCode + " " + errors, cause);
    }

    /// Whether another process may have an answer: this one may have ended for what it read before.
    boolean isWorthAnother() {
        return switch (why) {
            case LATE, INTERRUPTED -> false;
            case OUT_OF_MEMORY, NOT_OF_THE_FILE, CRASHED -> true;
        };
    }

    InputException of(Path path) {
        return switch (why) {
            case LATE -> new InputException(path + ": reading " + getMessage() + ": is the file damaged?", this);
            case OUT_OF_MEMORY ->
                new InputException(
                        path + ": needs more memory than the reader's " + ReaderProcess.HEAP_MB
                                + " MB: is the file damaged?",
                        this);
            case CRASHED ->
                new InputException(path + ": is the file damaged? The process that read it " + getMessage(), this);
            case INTERRUPTED -> InputException.notOfTheFile(path + ": reading was interrupted", this);
            case NOT_OF_THE_FILE ->
                InputException.notOfTheFile(path + ": could not be read: the process for it " + getMessage(), this);
        };
    }
}
