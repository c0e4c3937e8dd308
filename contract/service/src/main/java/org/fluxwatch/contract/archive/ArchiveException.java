package org.fluxwatch.contract.archive;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The archive cannot be reached or refuses, or the disk does, or one file cannot be had: worth trying again later.
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    /// Whose fault it is, as far as one can tell.
    public enum Reason {
        /// No answer.
        UNREACHABLE,
        /// An answer that says to come again (429, 5xx). Whether that goes for all files or for this one, only another
        /// file tells.
        BUSY,
        /// The archive wants a better token, or none at all.
        REFUSED,
        /// The catalogue answered something, but nothing that can be used.
        UNUSABLE_ANSWER,
        /// This one file cannot be had: its address or redirects lead nowhere, it breaks off, comes too slowly or does
        /// not end. That says nothing of others.
        FILE,
        /// The disk is full or cannot be written.
        DISK
    }

    private final Reason reason;

    public ArchiveException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
