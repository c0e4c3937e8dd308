package org.fluxwatch.contract.netcdf;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// An input that cannot be used as it is: the message names file, variable, value and what was expected. What it was
/// wanted for waits until the file is mended; nothing else is lost.
public final class InputException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean ofTheFile;

    public InputException(String message) {
        this(message, null);
    }

    public InputException(String message, @Nullable Throwable cause) {
        this(message, cause, true);
    }

    private InputException(String message, @Nullable Throwable cause, boolean ofTheFile) {
        super(message, cause);
        this.ofTheFile = ofTheFile;
    }

    /// Reading failed for what lies with the machine, such as no process to read with; the file may well be good.
    public static InputException notOfTheFile(String message, @Nullable Throwable cause) {
        return new InputException(message, cause, false);
    }

    /// False where the same file may be read the next time as it is.
    public boolean isOfTheFile() {
        return ofTheFile;
    }
}
