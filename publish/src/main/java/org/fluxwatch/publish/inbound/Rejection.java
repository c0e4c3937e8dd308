package org.fluxwatch.publish.inbound;

import java.util.Locale;
import org.fluxwatch.contract.topic.UnreadableRecordException;

/// Why a record was not used. The reason is also a metric label: lower case, the underscore becomes a hyphen.
public enum Rejection {
    /// The bytes are no record of this topic.
    UNREADABLE_RECORD,
    /// A newer program has written it in a form this one does not know.
    FUTURE_SCHEMA,
    /// It has the form of a record, whose own checks refuse its values.
    IMPOSSIBLE_VALUE,
    /// The record has no value.
    EMPTY,
    /// Settings name no such domain.
    UNKNOWN_DOMAIN,
    /// The field has not one value per cell of the domain's grid.
    WRONG_SIZE,
    /// The field's name cannot be that of a variable in the daily file.
    UNUSABLE_NAME,
    /// A record of a day that lacks another, which will not come.
    INCOMPLETE_DAY,
    /// A record of a day that cannot be made a file, whatever the state of the disk.
    UNWRITABLE_DAY,
    /// Reading the record ended in an error that nobody has foreseen, such as a stack that overflows.
    UNFORESEEN_ERROR;

    static Rejection of(UnreadableRecordException.Reason reason) {
        return switch (reason) {
            case UNREADABLE_RECORD -> UNREADABLE_RECORD;
            case FUTURE_SCHEMA -> FUTURE_SCHEMA;
            case IMPOSSIBLE_VALUE -> IMPOSSIBLE_VALUE;
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
