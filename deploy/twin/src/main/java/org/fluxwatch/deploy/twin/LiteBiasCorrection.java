package org.fluxwatch.deploy.twin;

/// The bias correction that simulated soundings carry, in the shape of build 11's over land, fewer terms:
/// ```
/// xco2   = (xco2_raw + 0.82 dpfrac - footprint_bias) / 0.9997
/// dpfrac = xco2_raw (1 - psurf_apriori / psurf)
/// ```
/// Solved for the raw value, which is then consistent with the file's other variables.
final class LiteBiasCorrection {
    static final String FORMULA = "XCO2_Bias_Corrected = (XCO2_Raw + 0.820*dpfrac - footprint_bias)/0.99970; simulated";
    private static final double DPFRAC_FACTOR = 0.82;
    private static final double DIVISOR = 0.9997;
    private static final double[] FOOTPRINT_BIAS_PPM = {-0.5, -0.2, -0.15, -0.1, 0.1, 0.35, 0.15, 0.35};

    private LiteBiasCorrection() {}

    static double rawXco2Ppm(LiteSounding sounding) {
        final double footprintBias = FOOTPRINT_BIAS_PPM[sounding.pixel().footprint() - 1];
        return (sounding.xco2Ppm() * DIVISOR + footprintBias) / (1 + DPFRAC_FACTOR * pressureShare(sounding));
    }

    static double dpfracPpm(LiteSounding sounding) {
        return rawXco2Ppm(sounding) * pressureShare(sounding);
    }

    private static double pressureShare(LiteSounding sounding) {
        return 1 - sounding.priorSurfacePressureHpa() / sounding.surfacePressureHpa();
    }
}
