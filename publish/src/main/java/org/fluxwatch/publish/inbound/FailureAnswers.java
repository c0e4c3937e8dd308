package org.fluxwatch.publish.inbound;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.topic.UnreadableRecordException;

/// Every answer of the stage to failure, errors such as StackOverflowError included, but to that of writing records,
/// which is [org.fluxwatch.publish.outbound.Outbox]'s; `docs/troubles.md` has them as a table. No record and no day
/// ends the stage or is tried again and again: what fails by its own fault is put aside, what fails by
/// the disk's or the broker's is waited for.
final class FailureAnswers {
    private FailureAnswers() {}

    /// To what reading one record failed with: a dead letter.
    static Inbound.Rejected toRecord(Throwable failure) {
        return failure instanceof SerializationException
                ? new Inbound.Rejected(Rejection.of(UnreadableRecordException.reasonOf(failure)), Messages.of(failure))
                : new Inbound.Rejected(Rejection.UNFORESEEN_ERROR, failure.toString());
    }

    /// What to do when Kafka's client fails.
    enum Kafkas {
        /// Partitions have moved: what was not committed is read again.
        GO_ON,
        /// It passes: the same client tries again.
        WAIT,
        /// Another client, after a pause, however often.
        RENEW,
        /// Access is denied. An operator may be at work on it, so it is another client for some minutes, then the end.
        DENIED,
        /// It cannot be mended from here.
        STOP
    }

    static Kafkas toKafkas(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            switch (cause) {
                case CommitFailedException _, RebalanceInProgressException _ -> {
                    return Kafkas.GO_ON;
                }
                case UnknownTopicOrPartitionException _ -> {
                    return Kafkas.RENEW; // which makes the topics
                }
                case AuthorizationException _, AuthenticationException _ -> {
                    return Kafkas.DENIED;
                }
                case UnsupportedVersionException _ -> {
                    return Kafkas.STOP;
                }
                case RetriableException _ -> {
                    return Kafkas.WAIT;
                }
                default -> {}
            }
        return Kafkas.RENEW;
    }
}
