package org.fluxwatch.assimilate.inputs.meteorology;

/// Pressures of the edges of WRF's layers, from what files have of them; the ground comes first.
final class LayerEdges {
    private LayerEdges() {}

    /// Linear in `s` between the ground (1, surface), the middle of each layer and the top (0, top).
    ///
    /// `p = top + s (surface - top)`, which I/O API says, holds for layers that follow the terrain all the way up.
    /// Those of WRF since version 4 do not, and an MCIP that does not know it still writes true pressures of the
    /// middles.
    ///
    /// @param s of the edges, 1 falling to 0 or above `[layers + 1]`
    /// @param surfacePa `[points]`
    /// @param middlePa `[layers][points]`
    /// @return Pa `[layers + 1][points]`
    /// @throws IllegalArgumentException when they do not fall
    static double[][] throughMiddles(double[] s, double topPa, float[] surfacePa, float[][] middlePa) {
        final int layers = middlePa.length;
        final double[][] edges = new double[layers + 1][surfacePa.length];
        for (int at = 0; at < surfacePa.length; at++) {
            edges[0][at] = surfacePa[at];
            for (int k = 1; k <= layers; k++) {
                final double below = 0.5 * (s[k - 1] + s[k]);
                final double above = k < layers ? 0.5 * (s[k] + s[k + 1]) : 0;
                final double paAbove = k < layers ? middlePa[k][at] : topPa;
                final double share = (below - s[k]) / (below - above);
                edges[k][at] = (1 - share) * middlePa[k - 1][at] + share * paAbove;
                if (!(edges[k][at] < edges[k - 1][at]))
                    throw new IllegalArgumentException("the edge above layer " + (k - 1) + " is at " + edges[k][at]
                            + " Pa, expected less than " + edges[k - 1][at] + " Pa, that of the edge below");
            }
        }
        return edges;
    }

    /// Weight of the moist air above.
    /// ```
    /// pd_k = share_k mass + offset_k + top           dry pressure
    /// p_k  = p_k+1 + (pd_k - pd_k+1)(1 + r_k)
    /// ```
    /// Source: Skamarock et al. (2019), A Description of the Advanced Research WRF Model Version 4,
    /// NCAR/TN-556+STR, 2.2.
    ///
    /// @param share 1 falling to 0 `[layers + 1]`
    /// @param offsetPa `[layers + 1]`
    /// @param massPa of the column's dry air below the top `[points]`
    /// @param mixingRatio r, kg per kg dry air `[layers][points]`
    /// @return Pa `[layers + 1][points]`
    /// @throws IllegalArgumentException when a layer has no air
    static double[][] weighed(double[] share, double[] offsetPa, double topPa, double[] massPa, float[][] mixingRatio) {
        final int layers = mixingRatio.length;
        final double[][] edges = new double[layers + 1][massPa.length];
        for (int at = 0; at < massPa.length; at++) {
            edges[layers][at] = topPa;
            for (int k = layers - 1; k >= 0; k--) {
                final double dry = (share[k] - share[k + 1]) * massPa[at] + offsetPa[k] - offsetPa[k + 1];
                if (!(dry > 0))
                    throw new IllegalArgumentException(
                            "layer " + k + " has " + dry + " Pa of dry air, expected more than 0");
                edges[k][at] = edges[k + 1][at] + dry * (1 + mixingRatio[k][at]);
            }
        }
        return edges;
    }
}
