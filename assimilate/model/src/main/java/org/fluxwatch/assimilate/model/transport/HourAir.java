package org.fluxwatch.assimilate.model.transport;

import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.operator.ModelAir;
import org.fluxwatch.contract.grid.SigmaLevels;

/// The air that an hour's observations meet, that of its end.
public record HourAir(SigmaLevels levels, Meteorology.Fields end) implements ModelAir {
    @Override
    public double surfacePressurePa(int cell) {
        return end.surfacePressurePa()[cell];
    }

    @Override
    public double[] middleHeightsM(int cell) {
        return LayerHeights.middlesM(levels, end, cell);
    }
}
