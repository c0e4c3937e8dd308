package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/// What an observation comes from: a satellite instrument whose Lite files are read, or a kind of station on the
/// ground. Records of stations came with schema 3.
public enum Sensor {
    OCO2("oco2", true),
    OCO3("oco3", true),
    GOSAT("gosat", true),
    /// Air that is sampled at a height above the ground (ObsPack, WDCGG): its values are mole fractions there, not
    /// XCO2.
    STATION("station", false),
    /// Columns as the ground sees them (TCCON).
    TCCON("tccon", false);

    private static final List<Sensor> SATELLITES =
            Arrays.stream(values()).filter(Sensor::isSatellite).toList();

    private final String label;
    private final boolean satellite;

    Sensor(String label, boolean satellite) {
        this.label = label;
        this.satellite = satellite;
    }

    /// The name in settings, records, metric labels and products.
    @JsonValue
    public String label() {
        return label;
    }

    /// Whether granules come of it, which a domain can wait for.
    public boolean isSatellite() {
        return satellite;
    }

    /// Whether its values are XCO2, and not mole fractions at some height.
    public boolean seesColumns() {
        return this != STATION;
    }

    public static List<Sensor> satellites() {
        return SATELLITES;
    }

    @JsonCreator
    public static Sensor of(String label) {
        for (Sensor sensor : values()) if (sensor.label.equals(label)) return sensor;
        throw new IllegalArgumentException(
                "sensor is '" + label + "', expected oco2, oco3 or gosat, or for stations station or tccon");
    }
}
