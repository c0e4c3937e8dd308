package org.fluxwatch.assimilate.model.operator;

/// What of the model's air an operator needs to know, at one instant.
public interface ModelAir {
    /// Pa.
    double surfacePressurePa(int cell);

    /// Heights of the middles of the layers above the model's ground, m `[nz]`, level 0 lowest, rising.
    double[] middleHeightsM(int cell);
}
