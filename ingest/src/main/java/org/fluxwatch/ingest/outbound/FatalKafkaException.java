package org.fluxwatch.ingest.outbound;

/// Kafka lets this ingest publish no more: another has taken over, or it may not. Nothing that is tried again helps.
public final class FatalKafkaException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public FatalKafkaException(String why) {
        super("Kafka lets this ingest publish no more: " + why);
    }
}
