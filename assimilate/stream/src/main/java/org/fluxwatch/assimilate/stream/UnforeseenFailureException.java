package org.fluxwatch.assimilate.stream;

/// Something went wrong that nobody foresaw, perhaps half-way through a change of the stores: the transaction must not
/// be committed. What was worked on is remembered ([UnforeseenFailures]), so that it does not end the next attempt too.
final class UnforeseenFailureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param what was worked on
    UnforeseenFailureException(String what, Throwable cause) {
        super(what + ": " + cause, cause);
    }
}
