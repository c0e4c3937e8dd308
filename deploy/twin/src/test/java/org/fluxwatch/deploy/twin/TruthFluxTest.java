package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.junit.jupiter.api.Test;

class TruthFluxTest {
    private static final Instant NOON = Instant.parse("2019-06-01T04:00:00Z");

    private final Grid grid = new LatLonGrid(70, 10, 2, 35, 25);

    /// A prior of 1 and -1 everywhere.
    private final PriorFlux flat = new PriorFlux() {
        @Override
        public Fields at(Instant hour) {
            final float[] one = new float[grid.cells()];
            final float[] minusOne = new float[grid.cells()];
            java.util.Arrays.fill(one, 1);
            java.util.Arrays.fill(minusOne, -1);
            return new Fields(one, minusOne, new float[grid.cells()], new float[grid.cells()]);
        }

        @Override
        public String description(java.time.LocalDate day) {
            return "flat";
        }
    };

    private double[] uptakeError(long seed) {
        final PriorFlux.Fields truth = new TruthFlux(flat, grid, 0.5, seed).at(NOON);
        final double[] error = new double[grid.cells()];
        for (int c = 0; c < error.length; c++) error[c] = truth.uptake()[c] + 1;
        return error;
    }

    private double[] releaseError(long seed) {
        final PriorFlux.Fields truth = new TruthFlux(flat, grid, 0.5, seed).at(NOON);
        final double[] error = new double[grid.cells()];
        for (int c = 0; c < error.length; c++) error[c] = truth.release()[c] - 1;
        return error;
    }

    @Test
    void neighbouringSeedsAreDifferentWorlds() {
        assertThat(Math.abs(correlation(uptakeError(1), releaseError(2)))).isLessThan(0.6);
        assertThat(Math.abs(correlation(uptakeError(1), uptakeError(2)))).isLessThan(0.6);
    }

    private static double correlation(double[] a, double[] b) {
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < a.length; i++) {
            aa += a[i] * a[i];
            bb += b[i] * b[i];
            ab += a[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
