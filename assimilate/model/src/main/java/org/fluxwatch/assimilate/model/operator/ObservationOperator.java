package org.fluxwatch.assimilate.model.operator;

import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.record.ColumnRetrieval;

/// What an observation sees of one column of the model, as weights on its layers.
public sealed interface ObservationOperator {
    /// @param cell of the model
    VerticalWeights weights(SigmaLevels levels, ModelAir air, int cell);

    /// XCO2, by a satellite or from the ground.
    record Column(ColumnRetrieval retrieval) implements ObservationOperator {
        @Override
        public VerticalWeights weights(SigmaLevels levels, ModelAir air, int cell) {
            return VerticalWeights.of(retrieval, levels, air.surfacePressurePa(cell));
        }
    }

    /// The mean of all air above the ground: a satellite's column whose averaging kernel is 1 everywhere,
    /// h A = h. A layer weighs as much as its share of the pressure at the ground; what lies above the model's
    /// top is taken for air of the highest layer, as [VerticalWeights] takes a retrieval's levels there.
    record WholeColumn() implements ObservationOperator {
        @Override
        public VerticalWeights weights(SigmaLevels levels, ModelAir air, int cell) {
            final int nz = levels.nz();
            final double groundPa = air.surfacePressurePa(cell);
            final double[] weights = new double[nz];
            for (int k = 0; k < nz; k++)
                weights[k] = (levels.edgePa(k, groundPa) - levels.edgePa(k + 1, groundPa)) / groundPa;
            weights[nz - 1] += levels.topPa() / groundPa;
            return new VerticalWeights(0, weights);
        }
    }

    /// The mole fraction at a height.
    ///
    /// @param heightM above the model's ground, m, 0 or more
    record Point(double heightM) implements ObservationOperator {
        public Point {
            if (!(heightM >= 0 && heightM < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("height is " + heightM + " m above ground, expected 0 or more");
        }

        @Override
        public VerticalWeights weights(SigmaLevels levels, ModelAir air, int cell) {
            return VerticalWeights.atHeight(heightM, air.middleHeightsM(cell));
        }
    }
}
