package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/// What analyses a domain's observations.
public enum AssimilationSystem {
    /// The hourly ensemble square-root filter.
    FILTER("filter"),
    /// The analytical inversion with source-receptor rows.
    INVERSION("inversion");

    private final String label;

    AssimilationSystem(String label) {
        this.label = label;
    }

    /// The name in settings, records, metric labels and file names: lower-case letters and dashes.
    @JsonValue
    public String label() {
        return label;
    }

    @JsonCreator
    public static AssimilationSystem of(String label) {
        for (AssimilationSystem system : values()) if (system.label.equals(label)) return system;
        throw new IllegalArgumentException("system is '" + label + "', expected one of "
                + Arrays.stream(values()).map(AssimilationSystem::label).toList());
    }
}
