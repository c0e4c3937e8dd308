package org.fluxwatch.assimilate.inversion.files;

import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Pressure at a height, where nothing better is known:
/// ```
/// p = p0 (1 - L z / T0)^(g / (R L))       up to 11 km
/// p = p11 exp(-g (z - z11) / (R T11))     above
/// ```
/// Source: ICAO Doc 7488 (1993), its layers up to 20 km.
final class StandardAtmosphere {
    private static final double SURFACE_K = 288.15;
    private static final double LAPSE_K_PER_M = 6.5e-3;
    private static final double TROPOPAUSE_M = 11_000;

    private StandardAtmosphere() {}

    /// @param heightM m, taken as one above the sea
    static double pressurePa(double heightM) {
        final double below = Math.min(heightM, TROPOPAUSE_M);
        final double temperatureK = SURFACE_K - LAPSE_K_PER_M * below;
        final double pressurePa = SigmaLevels.STANDARD_PA
                * Math.pow(temperatureK / SURFACE_K, Constants.GRAVITY / (Constants.GAS_CONSTANT * LAPSE_K_PER_M));
        return pressurePa * Math.exp(-Constants.GRAVITY * (heightM - below) / (Constants.GAS_CONSTANT * temperatureK));
    }
}
