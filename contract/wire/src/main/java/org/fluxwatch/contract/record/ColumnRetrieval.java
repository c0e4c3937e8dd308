package org.fluxwatch.contract.record;

import java.util.Optional;

/// How a retrieval sees a CO2 profile; profiles have the same levels, space to surface.
/// ```
/// XCO2_sim = priorXco2 + Σ_k weight_k kernel_k (model_k - prior_k)
/// ```
/// Source: Rodgers and Connor (2003), J. Geophys. Res. 108, 4116; JDAS Eq. 2.
///
/// @param priorXco2Ppm a-priori column, ppm, between 0 and 10,000
/// @param pressureHpa level pressures, positive, rising, hPa
/// @param pressureWeight pressure weighting function h, sums to 1 within [#WEIGHT_SUM_TOLERANCE]
/// @param averagingKernel normalised column averaging kernel A, at most [#GREATEST_KERNEL] either way
/// @param priorPpm a-priori dry-air mole fraction, ppm, between 0 and 10,000
public record ColumnRetrieval(
        double priorXco2Ppm, Profile pressureHpa, Profile pressureWeight, Profile averagingKernel, Profile priorPpm) {
    /// Real files keep to 1e-5 (docs/formats.md 2.4), ingest lets 1e-3 pass. What lies beyond this was damaged.
    public static final double WEIGHT_SUM_TOLERANCE = 1e-2;

    /// Real kernels lie between 0 and 3.
    public static final float GREATEST_KERNEL = 100;

    private static final double GREATEST_PPM = 10_000;

    public ColumnRetrieval {
        final Optional<String> wrong = impossible(priorXco2Ppm, pressureHpa, pressureWeight, averagingKernel, priorPpm);
        if (wrong.isPresent()) throw new IllegalArgumentException(wrong.get());
    }

    /// What the constructor would refuse; empty when it would not.
    public static Optional<String> impossible(
            double priorXco2Ppm,
            Profile pressureHpa,
            Profile pressureWeight,
            Profile averagingKernel,
            Profile priorPpm) {
        final int levels = pressureHpa.levels();
        if (pressureWeight.levels() != levels || averagingKernel.levels() != levels || priorPpm.levels() != levels)
            return Optional.of("profiles have " + levels + ", " + pressureWeight.levels() + ", "
                    + averagingKernel.levels() + " and " + priorPpm.levels() + " levels, expected the same number");
        if (!isFraction(priorXco2Ppm)) return Optional.of("a-priori XCO2 is " + priorXco2Ppm + " ppm");
        double above = 0;
        double sum = 0;
        for (int k = 0; k < levels; k++) {
            if (!(pressureHpa.at(k) > above))
                return Optional.of("pressure on level " + k + " is " + pressureHpa.at(k) + " hPa, expected above "
                        + above + ", that of the level before");
            above = pressureHpa.at(k);
            sum += pressureWeight.at(k);
            if (Math.abs(averagingKernel.at(k)) > GREATEST_KERNEL)
                return Optional.of("averaging kernel on level " + k + " is " + averagingKernel.at(k));
            if (!isFraction(priorPpm.at(k)))
                return Optional.of("a-priori CO2 on level " + k + " is " + priorPpm.at(k) + " ppm");
        }
        return Math.abs(sum - 1) <= WEIGHT_SUM_TOLERANCE
                ? Optional.empty()
                : Optional.of("pressure weights sum to " + sum + ", expected 1 within " + WEIGHT_SUM_TOLERANCE);
    }

    private static boolean isFraction(double ppm) {
        return ppm > 0 && ppm < GREATEST_PPM;
    }

    public int levels() {
        return pressureHpa.levels();
    }
}
