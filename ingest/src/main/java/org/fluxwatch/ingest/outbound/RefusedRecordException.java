package org.fluxwatch.ingest.outbound;

/// A record that Kafka does not take however often it is sent, or that our own reader would refuse.
public final class RefusedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message one line
    public RefusedRecordException(String message) {
        super(message);
    }
}
