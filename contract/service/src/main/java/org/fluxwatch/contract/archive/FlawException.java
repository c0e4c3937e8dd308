package org.fluxwatch.contract.archive;

import org.fluxwatch.contract.text.Messages;

/// A record of the catalogue is not as it should be.
final class FlawException extends Exception {
    private static final long serialVersionUID = 1;

    private final RefusedRecord.Flaw flaw;

    FlawException(RefusedRecord.Flaw flaw, String detail) {
        super(detail);
        this.flaw = flaw;
    }

    RefusedRecord refuse(String name) {
        return new RefusedRecord(name, flaw, Messages.of(this));
    }
}
