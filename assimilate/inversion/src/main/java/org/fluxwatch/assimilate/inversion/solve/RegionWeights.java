package org.fluxwatch.assimilate.inversion.solve;

import java.util.List;

/// Regions as sums over cells.
///
/// @param names of the regions
/// @param weights what a region's total gains by 1 µmol m-2 s-1 in a cell over the month, `[regions][cells]`
public record RegionWeights(List<String> names, double[][] weights) {
    public RegionWeights {
        names = List.copyOf(names);
        if (names.size() != weights.length)
            throw new IllegalArgumentException(names.size() + " names of " + weights.length + " regions");
        for (double[] region : weights)
            for (double weight : region)
                if (!Double.isFinite(weight)) throw new IllegalArgumentException("weight of a region is " + weight);
    }

    int count() {
        return names.size();
    }

    /// Each region as a vector of a month's state in units of its prior deviations `[regions][columns]`.
    double[][] scaled(StateLayout layout, double[] deviations) {
        final double[][] scaled = new double[weights.length][layout.columns()];
        for (int r = 0; r < weights.length; r++) {
            if (weights[r].length != layout.cells())
                throw new IllegalArgumentException("region " + names.get(r) + " has weights of " + weights[r].length
                        + " cells, expected " + layout.cells());
            for (int c = 0; c < layout.fluxes(); c++) scaled[r][c] = weights[r][c % layout.cells()] * deviations[c];
        }
        return scaled;
    }

    /// Totals of a month's increment `[regions]`.
    public double[] totals(StateLayout layout, double[] increment) {
        final double[] totals = new double[weights.length];
        for (int r = 0; r < weights.length; r++)
            for (int c = 0; c < layout.fluxes(); c++)
                totals[r] = Math.fma(weights[r][c % layout.cells()], increment[c], totals[r]);
        return totals;
    }
}
