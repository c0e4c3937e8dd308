package org.fluxwatch.ingest.outbound;

/// Kafka lets this ingest publish no more: it may not, or the broker is of a version that it cannot work with.
/// Nothing that is tried again helps.
public final class FatalKafkaException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public FatalKafkaException(String why) {
        super("Kafka lets this ingest publish no more: " + why);
    }
}
