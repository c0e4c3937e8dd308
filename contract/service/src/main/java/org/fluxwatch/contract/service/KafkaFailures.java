package org.fluxwatch.contract.service;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.fluxwatch.contract.text.Messages;

/// What a failure of Kafka's says to a service. Nearly all of them pass: a broker that was away, a transaction that it
/// has given up meanwhile, an id that it has forgotten. A client of its own making, from the last commit on, does for
/// them.
public final class KafkaFailures {
    private KafkaFailures() {}

    /// Whether an operator has to do something: the broker does not know this client, does not let it do its work, is
    /// too old or too new for it, or its settings are none.
    public static boolean isForGood(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof ConfigException) return true;
        return false;
    }

    /// Whether it is Kafka that has failed, and not what was done with a record. Bytes that cannot be read or written
    /// are no failure of Kafka's.
    public static boolean isKafkas(Throwable failure) {
        return failure instanceof KafkaException && !(failure instanceof SerializationException);
    }

    /// What lies at the root of a failure, in one line.
    public static String root(Throwable failure) {
        return innermost(failure).toString().replaceAll("\\s*\\R\\s*", " ");
    }

    /// What the root of a failure says, without its kind where it says anything.
    public static String reason(Throwable failure) {
        return Messages.of(innermost(failure));
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause;
    }
}
