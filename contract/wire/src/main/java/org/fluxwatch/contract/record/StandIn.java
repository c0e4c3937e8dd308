package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Something a Lite file lacked and settings allowed to be replaced by a stated assumption. Every record and product
/// made with one carries its mark.
public enum StandIn {
    /// No `xco2_quality_flag`: every sounding was taken as good.
    QUALITY_FLAG("quality-flag"),
    /// No kernel or weights: a kernel of 1 and the weights of 20 levels at equal pressure steps.
    COLUMN_OPERATOR("column-operator");

    private final String label;

    StandIn(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    @JsonCreator
    public static StandIn of(String label) {
        for (StandIn standIn : values()) if (standIn.label.equals(label)) return standIn;
        throw new IllegalArgumentException("stand-in is '" + label + "', expected quality-flag or column-operator");
    }
}
