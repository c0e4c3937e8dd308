package org.fluxwatch.ingest;

import java.io.IOException;

/// A folder of ours cannot be written: no item's fault, waited for.
final class OwnDiskException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OwnDiskException(String message, IOException cause) {
        super(message, cause);
    }
}
