package org.fluxwatch.publish.web;

/// A request that is answered with an error.
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    /// @param message one line that holds nothing of what the client sent
    public Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
