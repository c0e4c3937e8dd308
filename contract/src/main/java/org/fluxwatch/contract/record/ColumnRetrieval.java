package org.fluxwatch.contract.record;

/// How a retrieval sees a CO2 profile; profiles have the same levels, space to surface.
/// ```
/// XCO2_sim = priorXco2 + Σ_k weight_k kernel_k (model_k - prior_k)
/// ```
/// Source: Rodgers and Connor (2003), J. Geophys. Res. 108, 4116; JDAS Eq. 2.
///
/// @param priorXco2Ppm a-priori column, ppm
/// @param pressureHpa level pressures, rising, hPa
/// @param pressureWeight pressure weighting function h, sums to 1
/// @param averagingKernel normalised column averaging kernel A
/// @param priorPpm a-priori dry-air mole fraction, ppm
public record ColumnRetrieval(
        double priorXco2Ppm, Profile pressureHpa, Profile pressureWeight, Profile averagingKernel, Profile priorPpm) {
    public ColumnRetrieval {
        final int levels = pressureHpa.levels();
        if (pressureWeight.levels() != levels || averagingKernel.levels() != levels || priorPpm.levels() != levels)
            throw new IllegalArgumentException("profiles have " + levels + ", " + pressureWeight.levels() + ", "
                    + averagingKernel.levels() + " and " + priorPpm.levels() + " levels, expected the same number");
    }

    public int levels() {
        return pressureHpa.levels();
    }
}
