package org.fluxwatch.contract.netcdf;

import java.io.Serial;

/// An input that cannot be used as it is: the message names file, variable, value and what was expected. What it was
/// wanted for waits until the file is mended; nothing else is lost.
public final class InputException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
