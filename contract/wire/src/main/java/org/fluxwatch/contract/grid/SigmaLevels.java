package org.fluxwatch.contract.grid;

import java.util.List;

/// Terrain-following layers: the edge k lies at `p = top + sigma_k (ps - top)`; layer k lies between edges k and k + 1.
///
/// @param edges sigma of the layer edges, from 1 at the ground falling to 0 at the top
/// @param topPa pressure of the model top, Pa
public record SigmaLevels(List<Double> edges, double topPa) {
    /// Surface pressure of the standard atmosphere, Pa.
    public static final double STANDARD_PA = 101_325;

    public SigmaLevels {
        edges = List.copyOf(edges);
        if (edges.size() < 3 || edges.getFirst() != 1.0 || edges.getLast() != 0.0)
            throw new IllegalArgumentException(
                    "sigma edges are " + edges + ", expected 1 at the ground to 0 at the top");
        for (int k = 1; k < edges.size(); k++)
            if (!(edges.get(k) < edges.get(k - 1)))
                throw new IllegalArgumentException("sigma edges are " + edges + ", expected falling values");
        if (!(topPa > 0 && topPa < 50_000))
            throw new IllegalArgumentException("model top is " + topPa + " Pa, expected 0 to 50000");
    }

    /// Number of layers.
    public int nz() {
        return edges.size() - 1;
    }

    /// Share of the column's air mass in layer k; the shares sum to 1.
    public double thickness(int k) {
        return edges.get(k) - edges.get(k + 1);
    }

    /// Pressure of edge k (0 to nz), Pa.
    public double edgePa(int k, double surfacePressurePa) {
        return topPa + edges.get(k) * (surfacePressurePa - topPa);
    }

    /// Pressure at the middle of layer k, Pa.
    public double middlePa(int k, double surfacePressurePa) {
        return 0.5 * (edgePa(k, surfacePressurePa) + edgePa(k + 1, surfacePressurePa));
    }
}
