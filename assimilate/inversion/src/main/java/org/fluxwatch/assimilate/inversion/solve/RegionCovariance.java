package org.fluxwatch.assimilate.inversion.solve;

import java.util.ArrayList;
import java.util.List;

/// Posterior covariance of sums over a month's state: with A = U'U and sums V, `(U^-T V)'(U^-T V)`; no inverse.
final class RegionCovariance {
    private RegionCovariance() {}

    /// @param vectors in units of the prior's deviations, each `[columns]` of the month
    /// @return `[vectors][vectors]`
    static double[][] of(PairSystem system, Month month, double[][] vectors) {
        final List<Panel> panels = panels(system, month, vectors);
        for (Panel panel : panels)
            system.cholesky()
                    .forward(
                            panel,
                            month.firstTile(system.layout()),
                            2 * system.layout().tiles());
        return products(panels, vectors.length);
    }

    /// Vectors of a month side by side in panels of the joint state.
    static List<Panel> panels(PairSystem system, Month month, double[][] vectors) {
        final int first = month.firstTile(system.layout()) * Tiles.SIZE;
        final List<Panel> panels = new ArrayList<>();
        for (int v = 0; v < vectors.length; v++) {
            if (v % Tiles.SIZE == 0)
                panels.add(Panel.ofTiles(2 * system.layout().tiles()));
            for (int c = 0; c < vectors[v].length; c++) panels.getLast().set(first + c, v % Tiles.SIZE, vectors[v][c]);
        }
        return panels;
    }

    /// Products of all columns with each other.
    static double[][] products(List<Panel> panels, int vectors) {
        final double[][] products = new double[vectors][vectors];
        for (int p = 0; p < panels.size(); p++)
            for (int q = p; q < panels.size(); q++) {
                final double[] block = panels.get(p).products(panels.get(q));
                for (int v = p * Tiles.SIZE; v < Math.min(vectors, (p + 1) * Tiles.SIZE); v++)
                    for (int w = q * Tiles.SIZE; w < Math.min(vectors, (q + 1) * Tiles.SIZE); w++) {
                        products[v][w] = block[v % Tiles.SIZE * Tiles.SIZE + w % Tiles.SIZE];
                        products[w][v] = products[v][w];
                    }
            }
        return products;
    }
}
