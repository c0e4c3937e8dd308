package org.fluxwatch.assimilate.model;

/// Constants of air, gravity and carbon; the only place where they stand.
public final class Constants {
    /// Standard gravity, m s-2.
    public static final double GRAVITY = 9.80665;

    /// Molar mass of dry air, kg mol-1.
    public static final double MOLAR_MASS_AIR = 28.9647e-3;

    /// Molar mass of CO2, kg mol-1.
    public static final double MOLAR_MASS_CO2 = 44.0095e-3;

    /// Molar mass of carbon, kg mol-1.
    public static final double MOLAR_MASS_CARBON = 12.011e-3;

    /// Gas constant of dry air, J kg-1 K-1.
    public static final double GAS_CONSTANT = 287.05;

    /// Virtual temperature is T (1 + 0.608 q).
    public static final double VIRTUAL = 0.608;

    /// A mole of CO2 in TgC: 12.011 g/mol x 1e-12 Tg/g.
    public static final double TGC_PER_MOLE = 12.011e-12;

    /// µmol m-2 s-1 over 1 m² for a day, in TgC: 1e-6 mol/s x 86400 s.
    public static final double TGC_PER_DAY = 1e-6 * TGC_PER_MOLE * 86_400;

    private Constants() {}
}
