package org.fluxwatch.contract.record;

/// A record that says on which scale its CO2 is.
public interface Scaled {
    Co2Scale co2Scale();
}
