package org.fluxwatch.publish.daily;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A product file that is not as it was written. It is passed over, and replaced when its period comes again.
public final class DamagedProductException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DamagedProductException(Path file, String why, @Nullable Throwable cause) {
        super(file + " is damaged, no product of fluxwatch: " + why, cause);
    }
}
