package org.fluxwatch.publish.web;

/// A request that is answered with an error.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    /// @param message one line that holds nothing of what the client sent
    Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
