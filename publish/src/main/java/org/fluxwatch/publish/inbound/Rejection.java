package org.fluxwatch.publish.inbound;

import java.util.Locale;

/// Why a record was not used. The reason is also a metric label: lower case, the underscore becomes a hyphen.
public enum Rejection {
    /// The bytes are no record of this topic, or of a newer schema.
    UNREADABLE,
    /// The record has no value.
    EMPTY,
    /// Settings name no such domain.
    UNKNOWN_DOMAIN,
    /// The field has not one value per cell of the domain's grid.
    WRONG_SIZE,
    /// The field's name cannot be that of a variable in the daily file.
    UNUSABLE_NAME,
    /// The day's closing record has come, but not all it announces ever will.
    INCOMPLETE_DAY;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
