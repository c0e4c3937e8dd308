package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every value of every real file, against what xarray reads.
class XarrayComparisonTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Path SCRIPT = Path.of("src/test/python/xarray_values.py");
    private static final List<String> FOLDERS =
            List.of("meteorology", "fields", "stations", "footprints", "oco2-column");

    /// Packed values: xarray unpacks some in single precision.
    private static final double SINGLE = 1e-6;

    private static List<Path> files() throws IOException {
        final Path data = RealFiles.at("data");
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            FOLDERS.contains(data.relativize(file).getName(0).toString()))
                    .filter(XarrayComparisonTest::isNetcdf)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isNetcdf(Path file) {
        try (var in = Files.newInputStream(file)) {
            final byte[] begin = in.readNBytes(8);
            return Arrays.equals(begin, LocalFile.hdf5Signature()) || new String(begin, 0, 3).equals("CDF");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assumeXarray() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), "there is no " + PYTHON);
        final Process python = new ProcessBuilder(PYTHON, "-c", "import xarray, netCDF4")
                .redirectErrorStream(true)
                .start();
        assumeTrue(
                python.waitFor(60, TimeUnit.SECONDS) && python.exitValue() == 0,
                PYTHON + " has no xarray and netCDF4 (Debian's python3-xarray, python3-netcdf4)");
    }

    @Test
    void readsOfEveryFileWhatXarrayReads(@TempDir Path folder) throws Exception {
        assumeXarray();
        for (Path path : files()) readsWhatXarrayReads(path, Files.createTempDirectory(folder, ""));
    }

    private static void readsWhatXarrayReads(Path path, Path folder) throws Exception {
        final Path log = folder.resolve("log");
        final Process python = new ProcessBuilder(PYTHON, SCRIPT.toString(), path.toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(python.waitFor(120, TimeUnit.SECONDS)).as(path.toString()).isTrue();
        assertThat(python.exitValue()).as(Files.readString(log)).isZero();
        int variables = 0;
        try (GridFile file = GridFile.open(path)) {
            for (String line : Files.readAllLines(folder.resolve("names"))) {
                final String[] words = line.split("\t", -1);
                final GridVariable variable = file.variable(words[1]);
                final double[] expected = doubles(folder.resolve(words[0] + ".f64"));
                final double[] read = variable.doubles();
                assertThat(shape(variable.shape())).as(path + ": " + words[1]).isEqualTo(words[2]);
                final double tolerance = tolerance(variable);
                for (int i = 0; i < expected.length; i++)
                    if (!same(read[i], expected[i], tolerance))
                        throw new AssertionError(
                                path + ": " + words[1] + " at " + i + " is " + read[i] + ", xarray has " + expected[i]);
                variables++;
            }
        }
        assertThat(variables).as(path.toString()).isPositive();
    }

    private static double tolerance(GridVariable variable) {
        final double scale = variable.number("scale_factor").orElse(1.0);
        final double offset = variable.number("add_offset").orElse(0.0);
        return scale == 1 && offset == 0 ? 0 : SINGLE * Math.max(1, Math.abs(offset));
    }

    private static boolean same(double read, double expected, double tolerance) {
        if (Double.isNaN(read) || Double.isNaN(expected)) return Double.isNaN(read) && Double.isNaN(expected);
        return read == expected || Math.abs(read - expected) <= tolerance * Math.max(1, Math.abs(expected));
    }

    private static String shape(int[] shape) {
        return String.join("x", Arrays.stream(shape).mapToObj(Integer::toString).toList());
    }

    private static double[] doubles(Path file) throws IOException {
        final double[] values = new double[(int) (Files.size(file) / 8)];
        ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(values);
        return values;
    }
}
