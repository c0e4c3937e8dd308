package org.fluxwatch.assimilate.stream;

import org.apache.kafka.common.errors.SerializationException;

/// A newer program has left the state of a domain; this one must not go on from it.
final class NewerStateException extends SerializationException {
    private static final long serialVersionUID = 1;

    NewerStateException(String message) {
        super(message);
    }
}
