package org.fluxwatch.contract.netcdf;

import java.io.Serial;

/// The bytes of a chunk are not what its filters made of values; the message says in which way.
final class DamagedChunkException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    DamagedChunkException(String message) {
        super(message);
    }
}
