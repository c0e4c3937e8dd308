package org.fluxwatch.assimilate.model.transport;

import static org.fluxwatch.assimilate.model.Constants.GAS_CONSTANT;
import static org.fluxwatch.assimilate.model.Constants.GRAVITY;
import static org.fluxwatch.assimilate.model.Constants.VIRTUAL;

import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Heights above the model's ground, hydrostatic: `Δz = R T_v / g ln(p_below / p_above)`, T_v that of the layer.
public final class LayerHeights {
    private LayerHeights() {}

    /// The middles (in pressure) of a column's layers, m `[nz]`, level 0 lowest.
    public static double[] middlesM(SigmaLevels levels, Meteorology.Fields fields, int cell) {
        final int nz = levels.nz();
        final double surfacePa = fields.surfacePressurePa()[cell];
        final double[] middles = new double[nz];
        double edgeM = 0;
        for (int k = 0; k < nz; k++) {
            final double virtual =
                    fields.temperatureK()[cell * nz + k] * (1 + VIRTUAL * fields.specificHumidity()[cell * nz + k]);
            final double scaleM = GAS_CONSTANT * virtual / GRAVITY;
            final double bottomPa = levels.edgePa(k, surfacePa);
            middles[k] = edgeM + scaleM * Math.log(bottomPa / levels.middlePa(k, surfacePa));
            edgeM += scaleM * Math.log(bottomPa / levels.edgePa(k + 1, surfacePa));
        }
        return middles;
    }
}
