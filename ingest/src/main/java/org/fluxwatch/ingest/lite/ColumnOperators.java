package org.fluxwatch.ingest.lite;

import java.util.Arrays;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Profile;

/// The column operators of a file's soundings; what the file lacks is replaced.
/// ```
/// p_k = σ_k 1013.25 hPa, σ_k = k / (K - 1), σ_0 = 1e-4     stand-in levels, formats.md 1.4
/// h_k = 1 / (K - 1), half of it at both ends                weights of K - 1 equal layers between them
/// a_k = 1                                                   stand-in kernel
/// ```
final class ColumnOperators {
    private static final double STANDARD_PRESSURE_HPA = 1013.25;
    private static final double TOP_SIGMA = 1e-4;
    private static final double WEIGHT_SUM_TOLERANCE = 1e-3;

    private final LiteFile file;
    private final Profile standInPressure;
    private final Profile standInWeight;
    private final Profile standInKernel;

    ColumnOperators(LiteFile file) {
        this.file = file;
        final int levels = file.levels;
        final float[] pressure = new float[levels];
        final float[] weight = new float[levels];
        final float[] kernel = new float[levels];
        for (int k = 0; k < levels; k++) {
            final double sigma = k == 0 ? TOP_SIGMA : (double) k / (levels - 1);
            pressure[k] = (float) (sigma * STANDARD_PRESSURE_HPA);
            weight[k] = (float) ((k == 0 || k == levels - 1 ? 0.5 : 1.0) / (levels - 1));
            kernel[k] = 1;
        }
        standInPressure = new Profile(pressure);
        standInWeight = new Profile(weight);
        standInKernel = new Profile(kernel);
    }

    /// True when any part is replaced.
    boolean standIn() {
        return file.kernel == null || file.pressure == null || file.weight == null;
    }

    boolean hasFill(int s) {
        return hasFill(file.prior, s)
                || hasFill(file.kernel, s)
                || hasFill(file.pressure, s)
                || hasFill(file.weight, s);
    }

    private boolean hasFill(float[] profiles, int s) {
        if (profiles == null) return false;
        for (int i = s * file.levels; i < (s + 1) * file.levels; i++) if (!Float.isFinite(profiles[i])) return true;
        return false;
    }

    /// Weights sum to 1 within 1e-3, and the record of the operator would take the rest.
    boolean consistent(int s) {
        final int start = s * file.levels;
        if (file.weight != null) {
            double sum = 0;
            for (int k = 0; k < file.levels; k++) sum += file.weight[start + k];
            if (!(Math.abs(sum - 1) <= WEIGHT_SUM_TOLERANCE)) return false;
        }
        return ColumnRetrieval.impossible(file.priorXco2[s], pressure(s), weight(s), kernel(s), prior(s))
                .isEmpty();
    }

    ColumnRetrieval of(int s) {
        return new ColumnRetrieval(file.priorXco2[s], pressure(s), weight(s), kernel(s), prior(s));
    }

    private Profile pressure(int s) {
        return profile(file.pressure, s, standInPressure);
    }

    private Profile weight(int s) {
        return profile(file.weight, s, standInWeight);
    }

    private Profile kernel(int s) {
        return profile(file.kernel, s, standInKernel);
    }

    private Profile prior(int s) {
        return profile(file.prior, s, null);
    }

    private Profile profile(float[] profiles, int s, Profile standIn) {
        return profiles == null
                ? standIn
                : new Profile(Arrays.copyOfRange(profiles, s * file.levels, (s + 1) * file.levels));
    }
}
