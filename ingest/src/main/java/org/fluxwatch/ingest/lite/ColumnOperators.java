package org.fluxwatch.ingest.lite;

import java.util.Arrays;
import java.util.Optional;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Profile;
import org.jspecify.annotations.Nullable;

/// The column operators of a file's soundings; what the file lacks is replaced.
/// ```
/// p_k = σ_k 1013.25 hPa, σ_k = k / (K - 1), σ_0 = 1e-4     stand-in levels, docs/formats.md 2.4
/// h_k = 1 / (K - 1), half of it at both ends                weights of K - 1 equal layers between them
/// a_k = 1                                                   stand-in kernel
/// ```
final class ColumnOperators {
    private static final double STANDARD_PRESSURE_HPA = 1013.25;
    private static final double TOP_SIGMA = 1e-4;

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

    private boolean hasFill(float @Nullable [] profiles, int s) {
        if (profiles == null) return false;
        for (int i = s * file.levels; i < (s + 1) * file.levels; i++) if (!Float.isFinite(profiles[i])) return true;
        return false;
    }

    /// Why a sounding's own part of the operator cannot be; stand-ins can.
    Optional<RejectReason> impossible(int s) {
        final int start = s * file.levels;
        if (!Plausible.PRIOR.holds(file.priorXco2[s]) || !Plausible.PRIOR.holds(file.prior, start, file.levels))
            return Optional.of(RejectReason.PRIOR_RANGE);
        if (file.pressure != null && !rises(file.pressure, start)) return Optional.of(RejectReason.PRESSURE_LEVELS);
        if (file.pressure != null && !Plausible.SURFACE_PRESSURE.holds(file.pressure[start + file.levels - 1]))
            return Optional.of(RejectReason.SURFACE_PRESSURE);
        if (file.weight != null && !weighs(file.weight, start)) return Optional.of(RejectReason.PRESSURE_WEIGHTS);
        return file.kernel == null || Plausible.KERNEL.holds(file.kernel, start, file.levels)
                ? Optional.empty()
                : Optional.of(RejectReason.AVERAGING_KERNEL);
    }

    private boolean rises(float[] pressure, int start) {
        float above = 0;
        for (int i = start; i < start + file.levels; i++) {
            if (!(pressure[i] > above)) return false;
            above = pressure[i];
        }
        return true;
    }

    private boolean weighs(float[] weight, int start) {
        double sum = 0;
        for (int i = start; i < start + file.levels; i++) sum += weight[i];
        return Plausible.WEIGHT_SUM.holds(sum) && Plausible.PRESSURE_WEIGHT.holds(weight, start, file.levels);
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
        return profile(file.prior, s);
    }

    private Profile profile(float @Nullable [] profiles, int s, Profile standIn) {
        return profiles == null ? standIn : profile(profiles, s);
    }

    private Profile profile(float[] profiles, int s) {
        return new Profile(Arrays.copyOfRange(profiles, s * file.levels, (s + 1) * file.levels));
    }
}
