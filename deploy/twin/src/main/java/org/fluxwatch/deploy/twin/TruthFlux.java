package org.fluxwatch.deploy.twin;

import java.time.Instant;
import java.time.LocalDate;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.Grid;

/// The true fluxes: the prior with errors of its own making. Release and uptake are off by factors of another shape and
/// length than the filter's, which also drift, and a part of the error is no factor at all.
/// ```
/// E_true = (1 + σ z_r) R + (1 + σ z_u) U + s z_e
/// ```
/// z standard normal fields on the sphere ([CorrelatedNoise]).
final class TruthFlux implements PriorFlux {
    static final double FACTOR_LENGTH_KM = 1200; // lattice spacing: correlated over about half of it
    static final double FACTOR_HOURS = 60 * 24;
    private static final double EXTRA_PER_FACTOR = 0.6; // s / σ, µmol m-2 s-1
    static final double EXTRA_LENGTH_KM = 600;
    static final double EXTRA_HOURS = 10 * 24;

    private final PriorFlux prior;
    private final Grid grid;
    private final double factorSd;
    private final long seed;

    /// @param factorSd σ
    TruthFlux(PriorFlux prior, Grid grid, double factorSd, long seed) {
        this.prior = prior;
        this.grid = grid;
        this.factorSd = factorSd;
        this.seed = seed;
    }

    /// Standard deviation of the part that is no factor, µmol m-2 s-1, where plants release 1 or more.
    static double extraSd(double factorSd) {
        return EXTRA_PER_FACTOR * factorSd;
    }

    @Override
    public Fields at(Instant hour) {
        final Fields wrong = prior.at(hour);
        final CorrelatedNoise releaseError =
                new CorrelatedNoise(HashNoise.mix(seed, 3), FACTOR_LENGTH_KM, FACTOR_HOURS);
        final CorrelatedNoise uptakeError = new CorrelatedNoise(HashNoise.mix(seed, 4), FACTOR_LENGTH_KM, FACTOR_HOURS);
        final CorrelatedNoise extra = new CorrelatedNoise(HashNoise.mix(seed, 5), EXTRA_LENGTH_KM, EXTRA_HOURS);
        final double seconds = hour.getEpochSecond();
        final int cells = grid.cells();
        final Fields truth = new Fields(new float[cells], new float[cells], wrong.fossil(), wrong.fire());
        for (int c = 0; c < cells; c++) {
            final double latitude = grid.latitude(c);
            final double longitude = grid.longitude(c);
            final double additional = extraSd(factorSd)
                    * extra.at(seconds, latitude, longitude)
                    * Math.min(1, wrong.release()[c]); // little over deserts and the sea
            truth.release()[c] = (float)
                    (wrong.release()[c] * (1 + factorSd * releaseError.at(seconds, latitude, longitude)) + additional);
            truth.uptake()[c] =
                    (float) (wrong.uptake()[c] * (1 + factorSd * uptakeError.at(seconds, latitude, longitude)));
        }
        return truth;
    }

    @Override
    public String description(LocalDate day) {
        return "true fluxes, seed " + seed + ", of " + prior.description(day);
    }
}
