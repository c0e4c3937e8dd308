package org.fluxwatch.assimilate.model.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The kernel against published errors of the piecewise parabolic method with its monotone limiter.
class PublishedFiguresTest {
    private static final int STRIDE = 16;

    /// Periods before the one that is looked at, so that the line's ends do not reach it.
    private static final int PERIODS_BEFORE = 3;

    private static final int PERIODS = 5;

    /// A sine of amplitude 0.5, carried once through its period with Courant number 0.5; √(mean of the squared errors).
    /// Figures: Zingale, ppmpy (github.com/python-hydro/ppmpy), examples/advection-convergence.ipynb at commit
    /// 686aa4b, "Convergence of Linear Advection": Colella and Woodward's method on cells of one size, in doubles.
    @ParameterizedTest
    @CsvSource({"32, 0.0049829", "64, 0.0012803", "128, 0.0003151", "256, 7.6614e-05", "512, 1.8475e-05"})
    void sineHasTheErrorOfPpmpy(int nx, double published) {
        final int cells = PERIODS * nx;
        final float[] q = new float[cells * STRIDE];
        final float[] exact = new float[q.length];
        for (int at = 0; at < q.length; at++)
            exact[at] = (float) (0.5 * Math.sin(2 * Math.PI * (at / STRIDE + 0.5) / nx));
        System.arraycopy(exact, 0, q, 0, q.length);
        final double[] mass = new double[cells];
        final double[] flux = new double[cells + 1];
        Arrays.fill(mass, 1);
        Arrays.fill(flux, 0.5);
        final float[] ghosts = new float[2 * STRIDE];
        final PiecewiseParabolic sweep = new PiecewiseParabolic(cells, STRIDE);
        final var line = new PiecewiseParabolic.Line(0, 1, cells, 0, 1, 0, 1);
        for (int step = 0; step < 2 * nx; step++)
            sweep.advance(line, Spacing.uniform(cells), q, ghosts, mass, flux, 1, null);
        double squares = 0;
        for (int i = PERIODS_BEFORE * nx; i < (PERIODS_BEFORE + 1) * nx; i++)
            squares += Math.pow(q[i * STRIDE + 5] - exact[i * STRIDE + 5], 2);
        assertThat(Math.sqrt(squares / nx)).isCloseTo(published, within(1e-7));
    }
}
