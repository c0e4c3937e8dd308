package org.fluxwatch.contract.netcdf;

import java.io.Serial;

/// A dataset is stored in a way that is not read here; its file may well be good.
final class UnreadableFilterException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    UnreadableFilterException(String message) {
        super(message);
    }
}
