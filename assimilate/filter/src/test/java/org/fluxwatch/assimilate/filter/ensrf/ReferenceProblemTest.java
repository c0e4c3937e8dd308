package org.fluxwatch.assimilate.filter.ensrf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The filter against an independent one in NumPy, on a problem of full size: 105 x 86 columns of 15 concentrations and
/// a flux, 50 members, 200 observations (`../shared/reference/ensrf`, beside the repository).
class ReferenceProblemTest {
    private static final int NX = 105;
    private static final int COLUMNS = 105 * 86;
    private static final int NZ = 15;
    private static final int N = 50;
    private static final int OBSERVATIONS = 200;

    @Test
    void everyMemberEqualsTheReferenceSolution(@TempDir Path folder) throws IOException, InterruptedException {
        Reference.assumeThere("numpy, scipy");
        Reference.run("generate.py", "20240601", "200", folder.toString());
        Reference.run("solve.py", folder.toString());

        final double[] prior = Reference.doubles(folder.resolve("prior.f64"));
        final double[] co2 = new double[COLUMNS * NZ * N];
        final double[] flux = new double[COLUMNS * N];
        for (int c = 0; c < COLUMNS; c++)
            for (int n = 0; n < N; n++) {
                for (int k = 0; k < NZ; k++) co2[(c * NZ + k) * N + n] = prior[source(n, k, c)];
                flux[c * N + n] = prior[source(n, NZ, c)];
            }
        analyse(folder, co2, flux);
        final double[] expected = Reference.doubles(folder.resolve("reference_post.f64"));
        double largest = 0;
        for (int c = 0; c < COLUMNS; c++)
            for (int n = 0; n < N; n++) {
                for (int k = 0; k < NZ; k++)
                    largest = Math.max(largest, Math.abs(co2[(c * NZ + k) * N + n] - expected[source(n, k, c)]));
                largest = Math.max(largest, Math.abs(flux[c * N + n] - expected[source(n, NZ, c)]));
            }
        assertThat(largest).isLessThan(1e-10);
    }

    private static int source(int n, int k, int c) {
        return (n * (NZ + 1) + k) * COLUMNS + c;
    }

    private static void analyse(Path folder, double[] co2, double[] flux) throws IOException {
        final double[] y = Reference.doubles(folder.resolve("y.f64"));
        final double[] simulatedByMember = Reference.doubles(folder.resolve("HX.f64"));
        final int[] column = Reference.ints(folder.resolve("col.i32"));
        final List<Observation> observations = new ArrayList<>();
        final double[] simulated = new double[OBSERVATIONS * N];
        for (int o = 0; o < OBSERVATIONS; o++) {
            observations.add(new Observation("o" + o, column[o] / NX, column[o] % NX, y[o], 1));
            for (int n = 0; n < N; n++) simulated[o * N + n] = simulatedByMember[n * OBSERVATIONS + o];
        }
        final double[] row = new double[COLUMNS];
        final double[] across = new double[COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            row[c] = c / NX;
            across[c] = c % NX;
        }
        try (NumericsPool pool = new NumericsPool(2)) {
            final Localization plane = new Localization.Plane(new GaspariCohn(1280), 64);
            new SerialEnsrf(N, row, across, plane, new UpdateMethod.SquareRoot(), new Inflation.None(), pool)
                    .analyse(
                            observations,
                            simulated,
                            new StateBlock.Doubles(co2, NZ, N),
                            new StateBlock.Doubles(flux, 1, N));
        }
    }
}
