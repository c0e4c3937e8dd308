package org.fluxwatch.assimilate.model.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpacingTest {
    @Test
    void equalCellsHaveTheFamiliarWeights() {
        final Spacing spacing = Spacing.uniform(5);
        for (int i = 0; i < 7; i++) {
            assertThat(spacing.slopeBefore[i]).isEqualTo(0.5f);
            assertThat(spacing.slopeAfter[i]).isEqualTo(0.5f);
            assertThat(spacing.jump[i]).isEqualTo(0.5f);
            assertThat(spacing.edgeBefore[i]).isCloseTo(1 / 6f, within(1e-7f));
            assertThat(spacing.edgeAfter[i]).isCloseTo(-1 / 6f, within(1e-7f));
        }
    }

    @Test
    void edgeValuesOfACubicAreExactOnUnequalCells() {
        final double[] thickness = {0.4, 0.7, 1.1, 0.9, 0.3, 0.6, 1.3, 0.8};
        final double[] edge = new double[9];
        for (int i = 0; i < 8; i++) edge[i + 1] = edge[i] + thickness[i];
        final double[] mean = new double[8];
        for (int i = 0; i < 8; i++) mean[i] = (integral(edge[i + 1]) - integral(edge[i])) / thickness[i];
        final Spacing spacing = Spacing.of(thickness);
        for (int i = 2; i < 7; i++) {
            final double value = mean[i - 1]
                    + spacing.jump[i] * (mean[i] - mean[i - 1])
                    + spacing.edgeBefore[i] * slope(spacing, mean, i - 1)
                    + spacing.edgeAfter[i] * slope(spacing, mean, i);
            assertThat(value).isCloseTo(cubic(edge[i]), within(1e-5));
        }
    }

    private static double slope(Spacing spacing, double[] mean, int i) {
        return spacing.slopeBefore[i] * (mean[i] - mean[i - 1]) + spacing.slopeAfter[i] * (mean[i + 1] - mean[i]);
    }

    private static double cubic(double x) {
        return 1 + x - 0.5 * x * x + 0.1 * x * x * x;
    }

    private static double integral(double x) {
        return x + x * x / 2 - x * x * x / 6 + 0.025 * x * x * x * x;
    }
}
