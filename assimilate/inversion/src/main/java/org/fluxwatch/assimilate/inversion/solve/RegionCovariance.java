package org.fluxwatch.assimilate.inversion.solve;

import java.util.ArrayList;
import java.util.List;

/// Posterior covariance of sums over cells: with A = U'U and sums V, (U^-T V)'(U^-T V); no inverse.
final class RegionCovariance {
    private RegionCovariance() {}

    /// @param vectors in units of the prior's deviations, each `[columns]` of the month
    /// @return `[vectors][vectors]`
    static double[][] of(PairSystem system, Month month, double[][] vectors) {
        final int first = month.firstTile(system.layout());
        final List<Panel> panels = new ArrayList<>();
        for (int v0 = 0; v0 < vectors.length; v0 += Tiles.SIZE) {
            final Panel panel = Panel.ofTiles(2 * system.layout().tiles());
            for (int v = v0; v < Math.min(vectors.length, v0 + Tiles.SIZE); v++)
                for (int c = 0; c < vectors[v].length; c++) panel.set(first * Tiles.SIZE + c, v - v0, vectors[v][c]);
            system.cholesky().forward(panel, first, 2 * system.layout().tiles());
            panels.add(panel);
        }
        final double[][] covariance = new double[vectors.length][vectors.length];
        for (int p = 0; p < panels.size(); p++)
            for (int q = p; q < panels.size(); q++) {
                final double[] products = panels.get(p).products(panels.get(q));
                for (int v = p * Tiles.SIZE; v < Math.min(vectors.length, (p + 1) * Tiles.SIZE); v++)
                    for (int w = q * Tiles.SIZE; w < Math.min(vectors.length, (q + 1) * Tiles.SIZE); w++) {
                        final double product = products[v % Tiles.SIZE * Tiles.SIZE + w % Tiles.SIZE];
                        covariance[v][w] = product;
                        covariance[w][v] = product;
                    }
            }
        return covariance;
    }
}
