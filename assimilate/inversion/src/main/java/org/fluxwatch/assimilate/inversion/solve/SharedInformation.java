package org.fluxwatch.assimilate.inversion.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// What some observations say under several priors and backgrounds: one G, and b of each.
final class SharedInformation {
    private final TiledTriangle matrix;
    private final List<Panel> vectors = new ArrayList<>();
    private final double[][] squares;
    private final int count;

    /// @param group backgrounds, as places in the evidence's; a panel's columns in this order
    /// @param used which of the evidence
    SharedInformation(
            StateLayout layout,
            List<Sensitivity.Prior> priors,
            List<Integer> group,
            List<Sensitivity.Evidence> evidence,
            BitSet used,
            NumericsPool pool) {
        this.matrix = new TiledTriangle(2 * layout.tiles());
        this.squares = new double[priors.size()][group.size()];
        this.count = used.cardinality();
        for (int p = 0; p < priors.size(); p++) vectors.add(Panel.ofTiles(2 * layout.tiles()));
        final ScaledRows rows = new ScaledRows(layout);
        final double[][] innovations = new double[priors.size()][ScaledRows.MOST * Tiles.SIZE];
        for (int o = used.nextSetBit(0); o >= 0; o = used.nextSetBit(o + 1)) {
            final Sensitivity.Evidence one = evidence.get(o);
            for (int p = 0; p < priors.size(); p++)
                take(one, priors.get(p), group, innovations[p], rows.rows() * Tiles.SIZE, squares[p]);
            rows.add(one.row());
            if (rows.full()) flush(rows, innovations, pool);
        }
        flush(rows, innovations, pool);
    }

    private static void take(
            Sensitivity.Evidence one,
            Sensitivity.Prior prior,
            List<Integer> group,
            double[] innovations,
            int at,
            double[] squares) {
        final double error = Math.sqrt(one.row().errorVariance());
        for (int g = 0; g < group.size(); g++) {
            final double innovation = innovation(
                    one.observed(), one.backgrounds()[group.get(g)], prior.scale() * one.simulated()[prior.flux()]);
            if (!Double.isFinite(innovation))
                throw new IllegalArgumentException(
                        "innovation of " + one.row().id() + " is " + innovation + " ppm under prior " + prior.name());
            final double scaled = innovation / error;
            innovations[at + g] = scaled;
            squares[g] = Math.fma(scaled, scaled, squares[g]);
        }
    }

    /// Observed minus background minus what the prior's fluxes add, ppm; in this order, so that all have the
    /// same bits.
    static double innovation(double observed, double background, double simulated) {
        return observed - background - simulated;
    }

    private void flush(ScaledRows rows, double[][] innovations, NumericsPool pool) {
        if (rows.rows() == 0) return;
        rows.addTo(matrix, pool);
        for (int p = 0; p < innovations.length; p++) {
            rows.addTo(vectors.get(p), innovations[p]);
            Arrays.fill(innovations[p], 0);
        }
        rows.clear();
    }

    TiledTriangle matrix() {
        return matrix;
    }

    /// b, a column each background of the group.
    Panel vectors(int prior) {
        return vectors.get(prior);
    }

    /// d'R⁻¹d, one each background of the group.
    double[] squares(int prior) {
        return squares[prior];
    }

    /// Observations used.
    int count() {
        return count;
    }
}
