package org.fluxwatch.assimilate.model.operator;

import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.record.ColumnRetrieval;

/// An operator reduced to the model's layers: `simulated = constant + Σ_k weight_k C_k`.
///
/// Of a retrieval: its pressure weights take mole fractions to be linear in pressure between levels, so that each level
/// stands for a triangle φ_k of the column, from the level above to the one below (docs/formats.md 2.4). A layer of the
/// model gets the part of each triangle that lies in it. C is the mean of a layer; within it the profile has the shape
/// of the prior, whose mean over the layer is `c`:
/// ```
/// W_l      = Σ_k h_k a_k ∫_l φ_k dp / ∫ φ_k dp
/// XCO2_sim = XCO2_prior + Σ_l W_l (C_l - c_l)
/// ```
/// A model equal to the prior sees the prior, and the weights sum to Σ_k h_k a_k. The column is not stretched
/// to the retrieval's surface pressure: what of it is below the model's ground departs from the prior as the
/// lowest layer does, what is above the model's top as the highest.
///
/// @param constantPpm ppm
/// @param weights adjoint weights `[nz]`, level 0 lowest
public record VerticalWeights(double constantPpm, double[] weights) {
    /// @param surfacePressurePa the model's, Pa
    public static VerticalWeights of(ColumnRetrieval retrieval, SigmaLevels levels, double surfacePressurePa) {
        final int nz = levels.nz();
        final double[] weights = new double[nz];
        double constant = retrieval.priorXco2Ppm();
        double below = LevelProfile.sensitivityAbove(retrieval, Double.POSITIVE_INFINITY);
        for (int k = 0; k < nz; k++) {
            final double upperPa = levels.edgePa(k + 1, surfacePressurePa);
            final double above = k == nz - 1 ? 0 : LevelProfile.sensitivityAbove(retrieval, upperPa);
            weights[k] = below - above;
            constant -= weights[k] * LevelProfile.priorMean(retrieval, upperPa, levels.edgePa(k, surfacePressurePa));
            below = above;
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
