package org.fluxwatch.contract.topic;

import java.util.Locale;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/// Bytes of a topic that are no record this program can use.
public final class UnreadableRecordException extends SerializationException {
    private static final long serialVersionUID = 1;

    /// Why. Also a metric label: lower case, the underscore becomes a hyphen.
    public enum Reason {
        /// The bytes do not follow the form of the topic's records.
        UNREADABLE_RECORD,
        /// A newer program has written it in a form this one does not know.
        FUTURE_SCHEMA,
        /// It has the form of a record, whose own checks refuse its values.
        IMPOSSIBLE_VALUE;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;

    UnreadableRecordException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// Of whatever a deserializer threw.
    public static Reason reasonOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof UnreadableRecordException unreadable) return unreadable.reason;
        return Reason.UNREADABLE_RECORD;
    }
}
