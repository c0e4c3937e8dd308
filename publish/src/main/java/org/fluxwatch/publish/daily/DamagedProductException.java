package org.fluxwatch.publish.daily;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A product file that is not as it was written, or that a newer version has written. It is passed over, and replaced
/// when its period comes again.
public final class DamagedProductException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DamagedProductException(Path file, String why, @Nullable Throwable cause) {
        this(file + " is damaged, no product of fluxwatch: " + why, cause);
    }

    private DamagedProductException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static DamagedProductException newer(Path file, double version, int known) {
        return new DamagedProductException(
                file + " is of a newer version of fluxwatch: its format_version is " + (long) version + ", expected "
                        + known + " or less",
                null);
    }
}
