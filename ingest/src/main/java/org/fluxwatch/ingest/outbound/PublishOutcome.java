package org.fluxwatch.ingest.outbound;

/// What became of a transaction.
public sealed interface PublishOutcome {
    /// All of it is on the topics.
    record Committed() implements PublishOutcome {}

    /// None of it is, and the same may be tried again.
    record Aborted(String why) implements PublishOutcome {}

    /// None of it is, and trying the same again does not help: a record is too large, or cannot be written or read.
    record Refused(String why) implements PublishOutcome {}

    /// All or nothing of it is: connect again, then ask the ledger which.
    record Unsure(String why) implements PublishOutcome {}

    /// Nothing more can be published: the broker does not allow it.
    record Fatal(String why) implements PublishOutcome {}
}
