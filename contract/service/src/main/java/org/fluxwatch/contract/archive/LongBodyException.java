package org.fluxwatch.contract.archive;

import java.io.IOException;

/// A body has not ended where it should have.
final class LongBodyException extends IOException {
    private static final long serialVersionUID = 1;

    LongBodyException(long most) {
        super("does not end after " + most + " bytes, which is more than expected");
    }
}
