package org.fluxwatch.assimilate.model.regrid;

/// From a source's layers or levels to the model's layers, in pressure. All pressures fall: the ground comes first.
/// Nothing is allocated. A NaN makes the layers NaN that it reaches.
public final class LayerRemap {
    private LayerRemap() {}

    /// Means over target layers of a source that is constant in each of its layers, weighted by pressure thickness, so
    /// that `Σ Δp value` is kept where the target lies within the source. Beyond the source the outermost layer
    /// goes on.
    ///
    /// @param sourceEdgePa `[n+1]`
    /// @param values `[n]`
    /// @param targetEdgePa `[m+1]`
    /// @param out `[m]`
    public static void means(double[] sourceEdgePa, double[] values, double[] targetEdgePa, double[] out) {
        final int last = sourceEdgePa.length - 2;
        int first = 0;
        for (int k = 0; k < targetEdgePa.length - 1; k++) {
            final double bottom = targetEdgePa[k];
            final double top = targetEdgePa[k + 1];
            while (first < last && sourceEdgePa[first + 1] >= bottom) first++;
            double sum = 0;
            double below = bottom;
            int s = first;
            while (s < last && sourceEdgePa[s + 1] > top) {
                sum += (below - sourceEdgePa[s + 1]) * values[s];
                below = sourceEdgePa[s + 1];
                s++;
            }
            out[k] = s == first ? values[s] : (sum + (below - top) * values[s]) / (bottom - top);
        }
    }

    /// As [#means] after the source's edges were stretched so that both surfaces agree, which keeps the
    /// pressure-weighted mean of the column below the target's top: `p' = top + (p - top) (ps target - top) / (ps
    /// source - top)`, p > top.
    ///
    /// @param sourceEdgePa `[n+1]`
    /// @param values `[n]`
    /// @param targetEdgePa `[m+1]`
    /// @param work room for the stretched edges `[n+1]`
    /// @param out `[m]`
    public static void stretched(
            double[] sourceEdgePa, double[] values, double[] targetEdgePa, double[] work, double[] out) {
        final double top = targetEdgePa[targetEdgePa.length - 1];
        if (!(sourceEdgePa[0] > top))
            throw new IllegalArgumentException("source's surface pressure is " + sourceEdgePa[0]
                    + " Pa, expected more than the model top's " + top + " Pa");
        final double stretch = (targetEdgePa[0] - top) / (sourceEdgePa[0] - top);
        for (int s = 0; s < sourceEdgePa.length; s++)
            work[s] = sourceEdgePa[s] > top ? top + (sourceEdgePa[s] - top) * stretch : sourceEdgePa[s];
        means(work, values, targetEdgePa, out);
    }

    /// Means over target layers of a source given at pressure levels, linear in pressure between them and constant
    /// beyond the outermost: the exact integral.
    ///
    /// @param sourcePa `[n]`
    /// @param values `[n]`
    /// @param targetEdgePa `[m+1]`
    /// @param out `[m]`
    public static void pointMeans(double[] sourcePa, double[] values, double[] targetEdgePa, double[] out) {
        final int last = sourcePa.length - 1;
        int first = 0; // the lowest level above the layer's bottom, or the highest of all
        for (int k = 0; k < targetEdgePa.length - 1; k++) {
            final double bottom = targetEdgePa[k];
            final double top = targetEdgePa[k + 1];
            while (first < last && sourcePa[first] >= bottom) first++;
            double sum = 0;
            double below = bottom;
            for (int s = first; below > top; s++) {
                final double above = s <= last ? Math.max(top, Math.min(below, sourcePa[s])) : top;
                if (above < below) sum += (below - above) * at(sourcePa, values, s, 0.5 * (below + above));
                below = above;
            }
            out[k] = bottom > top ? sum / (bottom - top) : at(sourcePa, values, first, top);
        }
    }

    /// @param s the segment's upper level, 0 below all and n above all
    private static double at(double[] sourcePa, double[] values, int s, double pa) {
        final int last = sourcePa.length - 1;
        if (s == 0 || pa >= sourcePa[0]) return values[0];
        if (s > last || pa <= sourcePa[last]) return values[last];
        final double share = (sourcePa[s - 1] - pa) / (sourcePa[s - 1] - sourcePa[s]);
        return (1 - share) * values[s - 1] + share * values[s];
    }
}
