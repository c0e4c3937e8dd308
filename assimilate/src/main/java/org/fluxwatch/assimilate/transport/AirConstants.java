package org.fluxwatch.assimilate.transport;

/// Constants of air and gravity.
public final class AirConstants {
    /// Standard gravity, m s-2.
    static final double GRAVITY = 9.80665;

    /// Molar mass of dry air, kg mol-1.
    public static final double MOLAR_MASS = 28.9647e-3;

    /// Gas constant of dry air, J kg-1 K-1.
    static final double GAS_CONSTANT = 287.05;

    /// Virtual temperature is T (1 + 0.608 q).
    static final double VIRTUAL = 0.608;

    private AirConstants() {}
}
