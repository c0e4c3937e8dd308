package org.fluxwatch.assimilate.model.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;

/// The operator's arithmetic on NASA's own files, which lie beside the repository.
class RealRetrievalsTest {
    /// One of NASA's full-physics retrievals, mole fractions in ppm.
    private record Output(
            String name,
            double xco2,
            double prior,
            double[] weight,
            double[] kernel,
            double[] profile,
            double[] priorProfile,
            double[][] matrix,
            double[] layers,
            double[] pressurePa) {
        static Output read(Path path) {
            try (HdfFile file = new HdfFile(path)) {
                return new Output(
                        path.getFileName().toString(),
                        1e6 * row(file, "xco2")[0],
                        1e6 * row(file, "xco2_apriori")[0],
                        row(file, "xco2_pressure_weighting_function"),
                        row(file, "xco2_avg_kernel_norm"),
                        ppm(row(file, "co2_profile")),
                        ppm(row(file, "co2_profile_apriori")),
                        ((double[][][]) data(file, "co2_profile_averaging_kernel_matrix"))[0],
                        row(file, "retrieved_dry_air_column_layer_thickness"),
                        row(file, "vector_pressure_levels"));
            }
        }

        private static Object data(HdfFile file, String name) {
            return file.getDatasetByPath("/RetrievalResults/" + name).getData();
        }

        private static double[] row(HdfFile file, String name) {
            final Object data = data(file, name);
            return data instanceof double[][] rows ? rows[0] : (double[]) data;
        }

        private static double[] ppm(double[] fraction) {
            return Arrays.stream(fraction).map(x -> 1e6 * x).toArray();
        }

        ColumnRetrieval retrieval(double[] kernel) {
            return new ColumnRetrieval(
                    prior,
                    VerticalWeightsTest.profile(
                            Arrays.stream(pressurePa).map(pa -> pa / 100).toArray()),
                    VerticalWeightsTest.profile(weight),
                    VerticalWeightsTest.profile(kernel),
                    VerticalWeightsTest.profile(priorProfile));
        }
    }

    private static List<Output> outputs() throws IOException {
        try (Stream<Path> files = Files.list(RealFiles.at("data/retrievals"))) {
            return files.filter(file -> file.toString().endsWith(".h5"))
                    .sorted()
                    .map(Output::read)
                    .toList();
        }
    }

    @Test
    void theColumnIsTheWeightedProfile() throws IOException {
        assertThat(outputs()).hasSize(9);
        for (Output output : outputs()) {
            assertThat(dot(output.weight, output.profile)).as(output.name).isCloseTo(output.xco2, within(1e-6));
            // the weights belong to the retrieved state: the prior column differs by up to 4e-4 ppm
            assertThat(dot(output.weight, output.priorProfile)).as(output.name).isCloseTo(output.prior, within(5e-4));
        }
    }

    @Test
    void pressureWeightsFollowFromDryAirOfTheLayers() throws IOException {
        for (Output output : outputs()) {
            final double total = Arrays.stream(output.layers).sum();
            for (int k = 0; k < 20; k++) {
                final double above = k > 0 ? output.layers[k - 1] : 0;
                final double below = k < 19 ? output.layers[k] : 0;
                assertThat(output.weight[k]).as(output.name).isCloseTo(0.5 * (above + below) / total, within(1e-9));
            }
        }
    }

    @Test
    void theNormalisedKernelIsTheWeightedRowSumOfTheKernelMatrix() throws IOException {
        for (Output output : outputs())
            for (int k = 0; k < 20; k++) {
                double sum = 0;
                for (int i = 0; i < 20; i++) sum += output.weight[i] * output.matrix[i][k];
                assertThat(output.kernel[k]).as(output.name).isCloseTo(sum / output.weight[k], within(1e-9));
            }
    }

    @Test
    void theOperatorSmoothsAProfileAsTheKernelMatrixDoes() throws IOException {
        // XCO2 of the retrieval's response to a truth x: h' [x_a + A (x - x_a)], Rodgers and Connor (2003), Eq. 2
        for (Output output : outputs()) {
            final double[] truth = new double[20];
            for (int k = 0; k < 20; k++) truth[k] = output.priorProfile[k] + 3 * Math.sin(k) + 0.1 * k;
            double expected = output.prior;
            for (int i = 0; i < 20; i++)
                for (int k = 0; k < 20; k++)
                    expected += output.weight[i] * output.matrix[i][k] * (truth[k] - output.priorProfile[k]);
            assertThat(LevelProfile.xco2(output.retrieval(output.kernel), truth))
                    .as(output.name)
                    .isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void aKernelOfOnesReproducesTheRetrievedColumnFromTheRetrievedProfile() throws IOException {
        final double[] ones = new double[20];
        Arrays.fill(ones, 1);
        for (Output output : outputs())
            assertThat(LevelProfile.xco2(output.retrieval(ones), output.profile))
                    .as(output.name)
                    .isCloseTo(output.xco2, within(6e-4));
    }

    @Test
    void realSoundingOfOco2GivesTheWorkedExample() {
        final Path path = RealFiles.at("data/oco2-column/oco2-spectrometer_oco2_20150131-336_co2-column.nc");
        try (HdfFile file = new HdfFile(path)) {
            final double[] pressure = floats(file, "pressure_levels");
            final double[] weight = floats(file, "pressure_weights");
            final double[] kernel = floats(file, "xco2_averaging_kernel");
            final double[] prior = floats(file, "co2_profile_apriori");
            final ColumnRetrieval retrieval = new ColumnRetrieval(
                    dot(weight, prior),
                    VerticalWeightsTest.profile(pressure),
                    VerticalWeightsTest.profile(weight),
                    VerticalWeightsTest.profile(kernel),
                    VerticalWeightsTest.profile(prior));
            assertThat(retrieval.pressureHpa().at(0))
                    .isLessThan(retrieval.pressureHpa().at(19));
            final double[] constant = new double[20];
            Arrays.fill(constant, 400);
            assertThat(LevelProfile.xco2(retrieval, constant)).isCloseTo(399.3274, within(1e-4));
            final double[] shifted = Arrays.stream(prior).map(ppm -> ppm + 1).toArray();
            assertThat(LevelProfile.xco2(retrieval, shifted)).isCloseTo(402.5907, within(1e-4));
        }
    }

    private static double[] floats(HdfFile file, String name) {
        final Object data = file.getDatasetByPath("/" + name).getData();
        if (data instanceof double[][] rows) return rows[0];
        final float[] row = ((float[][]) data)[0];
        final double[] values = new double[row.length];
        for (int k = 0; k < row.length; k++) values[k] = row[k];
        return values;
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int k = 0; k < a.length; k++) dot += a[k] * b[k];
        return dot;
    }
}
