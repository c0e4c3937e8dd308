package org.fluxwatch.deploy.twin;

import org.fluxwatch.contract.record.Sensor;

/// The satellites that the twin flies.
enum Instrument {
    OCO2,
    GOSAT;

    /// @throws IllegalArgumentException when the twin makes no granules of it
    static Instrument of(Sensor sensor) {
        if (sensor.equals(Sensor.OCO2)) return OCO2;
        if (sensor.equals(Sensor.GOSAT)) return GOSAT;
        throw new IllegalArgumentException("the twin makes no " + sensor.label() + " granules, expected oco2 or gosat");
    }
}
