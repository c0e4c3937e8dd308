package org.fluxwatch.assimilate.model.operator;

import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.record.ColumnRetrieval;

/// An operator reduced to the model's layers: `simulated = constant + Σ_k weight_k C_k`.
///
/// Of a retrieval: the model profile is interpolated linearly in pressure between the middles of the layers, as the
/// pressure weights take the mole fraction to be linear in pressure between levels (docs/formats.md 2.4). It lies on
/// the model's own surface pressure and is not stretched to the retrieval's: levels below the lowest middle, also
/// those below the model's ground, see the lowest layer. Above the highest middle the prior goes on, shifted so that
/// it joins the top layer:
/// ```
/// y(p) = y_prior(p) + C_top - y_prior(p_top)
/// ```
///
/// @param constantPpm ppm
/// @param weights adjoint weights `[nz]`, level 0 lowest
public record VerticalWeights(double constantPpm, double[] weights) {
    /// @param surfacePressurePa the model's, Pa
    public static VerticalWeights of(ColumnRetrieval retrieval, SigmaLevels levels, double surfacePressurePa) {
        final int nz = levels.nz();
        final double[] middlePa = new double[nz];
        for (int k = 0; k < nz; k++) middlePa[k] = levels.middlePa(k, surfacePressurePa);
        final double priorAtTop = LevelProfile.prior(retrieval, middlePa[nz - 1]);
        final double[] weights = new double[nz];
        double constant = retrieval.priorXco2Ppm();
        for (int level = 0; level < retrieval.levels(); level++) {
            final double sensitivity = LevelProfile.sensitivity(retrieval, level);
            final double prior = retrieval.priorPpm().at(level);
            final double pressurePa = 100.0 * retrieval.pressureHpa().at(level);
            constant -= sensitivity * prior;
            if (pressurePa >= middlePa[0]) weights[0] += sensitivity;
            else if (pressurePa < middlePa[nz - 1]) {
                weights[nz - 1] += sensitivity;
                constant += sensitivity * (prior - priorAtTop);
            } else {
                int above = 1;
                while (middlePa[above] > pressurePa) above++;
                final double share = (middlePa[above - 1] - pressurePa) / (middlePa[above - 1] - middlePa[above]);
                weights[above - 1] += sensitivity * (1 - share);
                weights[above] += sensitivity * share;
            }
        }
        return new VerticalWeights(constant, weights);
    }

    /// Of the air at a height: linear in height between the middles of the layers; below the lowest it is the lowest
    /// layer's, above the highest the highest's.
    ///
    /// @param heightM above ground, m
    /// @param middlesM heights of the layers' middles, m, rising
    public static VerticalWeights atHeight(double heightM, double[] middlesM) {
        final int nz = middlesM.length;
        final double[] weights = new double[nz];
        if (heightM <= middlesM[0]) weights[0] = 1;
        else if (heightM >= middlesM[nz - 1]) weights[nz - 1] = 1;
        else {
            int above = 1;
            while (middlesM[above] < heightM) above++;
            final double share = (heightM - middlesM[above - 1]) / (middlesM[above] - middlesM[above - 1]);
            weights[above - 1] = 1 - share;
            weights[above] = share;
        }
        return new VerticalWeights(0, weights);
    }

    /// What is simulated of one profile, ppm.
    ///
    /// @param ppm C `[nz]`, level 0 lowest
    public double apply(double[] ppm) {
        double xco2 = constantPpm;
        for (int k = 0; k < weights.length; k++) xco2 += weights[k] * ppm[k];
        return xco2;
    }
}
