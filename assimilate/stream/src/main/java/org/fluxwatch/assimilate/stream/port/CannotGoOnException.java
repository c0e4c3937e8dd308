package org.fluxwatch.assimilate.stream.port;

/// A system must not go on from here, such as a filter that diverges; its domain stops until its data change.
public final class CannotGoOnException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotGoOnException(String why, Throwable cause) {
        super(why, cause);
    }
}
