package org.fluxwatch.assimilate.stream;

/// What is stored of a domain does not suit the settings or this program; the message says what to do.
final class UnusableStateException extends RuntimeException {
    UnusableStateException(String message) {
        super(message);
    }
}
