package org.fluxwatch.assimilate.model.operator;

/// A simulated value (XCO2, or a mole fraction) as an affine function of the state, and its adjoint:
/// `simulated = constant + Σ_c Σ_k weight_ck C_ck`.
///
/// @param constantPpm ppm
/// @param columns cells that are looked at
/// @param nz levels
/// @param weights of level k of the c-th column at `c * nz + k`
public record StateWeights(double constantPpm, int[] columns, int nz, double[] weights) {
    /// Simulates lanes 0 to lanes - 1.
    ///
    /// @param co2 ppm; column c, level k, lane n at `(c * nz + k) * stride + n`
    /// @param xco2 receives lane n at `offset + n`, ppm
    public void apply(float[] co2, int stride, int lanes, double[] xco2, int offset) {
        for (int n = 0; n < lanes; n++) xco2[offset + n] = constantPpm;
        for (int c = 0; c < columns.length; c++)
            for (int k = 0; k < nz; k++) {
                final double weight = weights[c * nz + k];
                final int element = (columns[c] * nz + k) * stride;
                for (int n = 0; n < lanes; n++) xco2[offset + n] += weight * co2[element + n];
            }
    }

    /// Adds the adjoint of a departure to a gradient with the layout of one lane.
    ///
    /// @param departure sensitivity to XCO2
    /// @param gradient sensitivity to the state `[cells * nz]`, added to
    public void adjoint(double departure, double[] gradient) {
        for (int c = 0; c < columns.length; c++)
            for (int k = 0; k < nz; k++) gradient[columns[c] * nz + k] += weights[c * nz + k] * departure;
    }
}
