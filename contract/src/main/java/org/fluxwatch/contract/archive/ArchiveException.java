package org.fluxwatch.contract.archive;

import java.io.IOException;

/// The archive cannot be reached or refuses, or the disk does: no granule's fault, worth trying again later.
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    /// Whose fault it is, as far as one can tell.
    public enum Reason {
        /// No answer, or one that says to come again.
        UNREACHABLE,
        /// The archive had begun a good answer and broke off, which may be the file's fault.
        BROKEN_OFF,
        /// The archive wants a better token, or none at all.
        REFUSED,
        /// Something was answered, but nothing that can be used.
        UNUSABLE_ANSWER,
        /// The disk is full or cannot be written.
        DISK
    }

    private final Reason reason;

    public ArchiveException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
