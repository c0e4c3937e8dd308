package org.fluxwatch.assimilate.model.transport;

import java.util.Arrays;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Weights of the piecewise parabolic reconstruction on cells of thickness Δ, for a line of `cells` cells with ghosts
/// at both ends as thick as the end cells.
/// ```
/// δ_i       = slopeBefore_i (q_i - q_{i-1}) + slopeAfter_i (q_{i+1} - q_i)                              Eq. 1.7
/// q_{i-1/2} = q_{i-1} + jump_i (q_i - q_{i-1}) + edgeBefore_i δ_{i-1} + edgeAfter_i δ_i                 Eq. 1.6
/// ```
/// Source: Colella and Woodward (1984), J. Comput. Phys. 54, 174-201. Index i runs from 0 to cells + 1 in all arrays.
///
/// Along x and y the coordinate is the cell's index (Δ = 1): cells of these grids change slowly in size. Along z it is
/// sigma, that is, mass.
final class Spacing {
    final float[] slopeBefore;
    final float[] slopeAfter;
    final float[] jump;
    final float[] edgeBefore;
    final float[] edgeAfter;

    private Spacing(int size) {
        slopeBefore = new float[size];
        slopeAfter = new float[size];
        jump = new float[size];
        edgeBefore = new float[size];
        edgeAfter = new float[size];
    }

    static Spacing uniform(int cells) {
        final double[] thickness = new double[cells];
        Arrays.fill(thickness, 1.0);
        return of(thickness);
    }

    static Spacing sigma(SigmaLevels levels) {
        final double[] thickness = new double[levels.nz()];
        for (int k = 0; k < thickness.length; k++) thickness[k] = levels.thickness(k);
        return of(thickness);
    }

    static Spacing of(double[] thickness) {
        final int size = thickness.length + 2;
        final Spacing spacing = new Spacing(size);
        for (int i = 0; i < size; i++) {
            final double d0 = at(thickness, i - 2);
            final double d1 = at(thickness, i - 1);
            final double d2 = at(thickness, i);
            final double d3 = at(thickness, i + 1);
            final double share = d2 / (d1 + d2 + d3);
            spacing.slopeBefore[i] = (float) (share * (d2 + 2 * d3) / (d1 + d2));
            spacing.slopeAfter[i] = (float) (share * (2 * d1 + d2) / (d3 + d2));
            final double sum = d0 + d1 + d2 + d3;
            final double before = (d0 + d1) / (2 * d1 + d2);
            final double after = (d3 + d2) / (2 * d2 + d1);
            spacing.jump[i] = (float) (d1 / (d1 + d2) + 2 * d2 * d1 / (d1 + d2) * (before - after) / sum);
            spacing.edgeBefore[i] = (float) (d2 * after / sum);
            spacing.edgeAfter[i] = (float) (-d1 * before / sum);
        }
        return spacing;
    }

    private static double at(double[] thickness, int i) {
        return thickness[Math.clamp(i, 0, thickness.length - 1)];
    }
}
