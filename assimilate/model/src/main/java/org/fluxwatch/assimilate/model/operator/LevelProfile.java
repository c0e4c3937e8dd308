package org.fluxwatch.assimilate.model.operator;

import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Profile;

/// Arithmetic on profiles that lie on a retrieval's levels.
public final class LevelProfile {
    private LevelProfile() {}

    /// XCO2 that the retrieval would report for a profile, ppm.
    /// ```
    /// XCO2_sim = XCO2_prior + Σ_k h_k a_k (y_k - y_prior,k)
    /// ```
    /// Source: Rodgers and Connor (2003), J. Geophys. Res. 108, 4116, Eq. 15; JDAS Eq. 2.
    ///
    /// @param ppm y, dry-air mole fractions on the retrieval's levels, space to surface
    public static double xco2(ColumnRetrieval retrieval, double[] ppm) {
        if (ppm.length != retrieval.levels())
            throw new IllegalArgumentException(
                    "profile has " + ppm.length + " levels, the retrieval " + retrieval.levels());
        double xco2 = retrieval.priorXco2Ppm();
        for (int k = 0; k < ppm.length; k++)
            xco2 += sensitivity(retrieval, k) * (ppm[k] - retrieval.priorPpm().at(k));
        return xco2;
    }

    /// h_k a_k: change of XCO2 with the mole fraction of a level.
    static double sensitivity(ColumnRetrieval retrieval, int level) {
        return (double) retrieval.pressureWeight().at(level)
                * retrieval.averagingKernel().at(level);
    }

    /// Change of XCO2 with the mole fraction of all air above a pressure: of each level's triangle, which has its peak
    /// at the level and ends at its neighbours, the part above.
    ///
    /// @param pressurePa may be infinite
    static double sensitivityAbove(ColumnRetrieval retrieval, double pressurePa) {
        final Profile hpa = retrieval.pressureHpa();
        final int last = retrieval.levels() - 1;
        double above = 0;
        for (int level = 0; level <= last; level++)
            above += sensitivity(retrieval, level)
                    * triangleAbove(
                            hpa.at(Math.max(level - 1, 0)),
                            hpa.at(level),
                            hpa.at(Math.min(level + 1, last)),
                            pressurePa / 100);
        return above;
    }

    /// Share of a triangle's area.
    private static double triangleAbove(double top, double peak, double bottom, double at) {
        if (at <= top) return 0;
        if (at >= bottom) return 1;
        if (at <= peak) return (at - top) * (at - top) / ((peak - top) * (bottom - top));
        return 1 - (bottom - at) * (bottom - at) / ((bottom - peak) * (bottom - top));
    }

    /// Mean of the prior profile between two pressures, ppm.
    static double priorMean(ColumnRetrieval retrieval, double upperPa, double lowerPa) {
        double integral = 0;
        double from = upperPa;
        double ppm = prior(retrieval, from);
        for (int level = 0; level < retrieval.levels() && from < lowerPa; level++) {
            final double to = Math.min(100.0 * retrieval.pressureHpa().at(level), lowerPa);
            if (to <= from) continue;
            final double next = prior(retrieval, to);
            integral += 0.5 * (ppm + next) * (to - from);
            from = to;
            ppm = next;
        }
        return (integral + ppm * (lowerPa - from)) / (lowerPa - upperPa);
    }

    /// The prior profile at a pressure, ppm; linear in pressure, constant beyond its ends.
    static double prior(ColumnRetrieval retrieval, double pressurePa) {
        final int last = retrieval.levels() - 1;
        final double hpa = pressurePa / 100;
        if (hpa <= retrieval.pressureHpa().at(0)) return retrieval.priorPpm().at(0);
        if (hpa >= retrieval.pressureHpa().at(last)) return retrieval.priorPpm().at(last);
        int below = 1;
        while (retrieval.pressureHpa().at(below) < hpa) below++;
        final double upper = retrieval.pressureHpa().at(below - 1);
        final double share = (hpa - upper) / (retrieval.pressureHpa().at(below) - upper);
        return (1 - share) * retrieval.priorPpm().at(below - 1)
                + share * retrieval.priorPpm().at(below);
    }

    /// Dry-air mole fraction of a model that delivers moist ones.
    ///
    /// @param moist mole fraction in moist air, any unit
    /// @param waterMoleFraction w, mol water vapour per mol moist air, 0 to 1
    public static double dry(double moist, double waterMoleFraction) {
        if (!(waterMoleFraction >= 0 && waterMoleFraction < 1))
            throw new IllegalArgumentException(
                    "water mole fraction is " + waterMoleFraction + ", expected 0 to less than 1");
        return moist / (1 - waterMoleFraction);
    }
}
