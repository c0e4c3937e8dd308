package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.nio.file.Path;
import org.fluxwatch.contract.settings.FileTrouble;

/// A download cannot be written: the disk's fault, which asking again does not mend.
final class DiskException extends IOException {
    private static final long serialVersionUID = 1;

    DiskException(Path file, IOException cause) {
        super(file + " cannot be written: " + FileTrouble.reason(cause), cause);
    }
}
