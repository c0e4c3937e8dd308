package org.fluxwatch.contract.archive;

import java.io.IOException;

/// The archive cannot be reached or refuses: no granule's fault, worth trying again later.
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean begun;

    public ArchiveException(String message, Throwable cause) {
        this(message, cause, false);
    }

    ArchiveException(String message, Throwable cause, boolean begun) {
        super(message, cause);
        this.begun = begun;
    }

    /// True when the archive had begun a good answer and broke off, which may be the file's fault.
    boolean begun() {
        return begun;
    }
}
