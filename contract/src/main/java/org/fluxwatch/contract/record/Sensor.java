package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A satellite instrument whose Lite files are read.
public enum Sensor {
    OCO2("oco2"),
    OCO3("oco3"),
    GOSAT("gosat");

    private final String label;

    Sensor(String label) {
        this.label = label;
    }

    /// The name in settings, records, metric labels and products.
    @JsonValue
    public String label() {
        return label;
    }

    @JsonCreator
    public static Sensor of(String label) {
        for (Sensor sensor : values()) if (sensor.label.equals(label)) return sensor;
        throw new IllegalArgumentException("sensor is '" + label + "', expected oco2, oco3 or gosat");
    }
}
