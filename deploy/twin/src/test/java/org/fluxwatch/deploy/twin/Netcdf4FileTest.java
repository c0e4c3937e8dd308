package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fluxwatch.contract.netcdf.GridFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Netcdf4FileTest {
    private static final String[] NAMES = {"α", "", "a longer one"};

    @TempDir
    private Path folder;

    private static NetcdfVariable variable(String path, String dimensions, Values values, Values missing) {
        return new NetcdfVariable(path, List.of(dimensions.split(" ")), values, missing, Map.of("units", "1"));
    }

    private static float value(int t, int j, int i) {
        return 100 * t + 10 * j + i + 0.5f;
    }

    /// @param rows along `id`
    private Path write(int rows) throws IOException {
        final Netcdf4File file = new Netcdf4File();
        file.attribute("title", "none");
        file.add(variable(
                "id",
                "id",
                new Values.UnsignedLongs(IntStream.range(0, rows)
                        .mapToLong(n -> Long.MIN_VALUE + n)
                        .toArray()),
                new Values.UnsignedLongs(new long[1])));
        file.add(variable("x", "x", new Values.Shorts(new short[] {1, 2, 3}), new Values.Shorts(new short[] {-9})));
        file.add(variable(
                "group/flag",
                "id x",
                new Values.UnsignedBytes(new byte[3 * rows]),
                new Values.UnsignedBytes(new byte[] {-1})));
        file.add(variable(
                "group/letter",
                "x",
                new Values.Characters("xyz".getBytes(StandardCharsets.US_ASCII)),
                new Values.Characters(new byte[] {' '})));
        file.add(variable("name", "x", new Values.Strings(NAMES), new Values.Strings(new String[] {"none"})));
        final Path path = folder.resolve("file.nc4");
        file.write(path);
        return path;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20_000})
    void givesOurReaderWhatWasWritten(int rows) throws IOException {
        try (GridFile file = GridFile.open(write(rows))) {
            assertThat(file.variables()).containsExactlyInAnyOrder("id", "x", "group/flag", "group/letter", "name");
            final long[] ids = file.variable("id").longs();
            assertThat(ids).hasSize(rows);
            for (int n = 0; n < rows; n++) assertThat(ids[n]).isEqualTo(Long.MIN_VALUE + n);
            assertThat(file.variable("group/flag").dimensions()).containsExactly("id", "x");
            assertThat(file.variable("group/flag").shape()).containsExactly(rows, 3);
            assertThat(file.variable("group/letter").texts()).containsExactly("x", "y", "z");
            assertThat(file.variable("name").texts()).containsExactly(NAMES);
            assertThat(file.variable("name").dimensions()).containsExactly("x");
            assertThat(file.text("title")).contains("none");
        }
    }

    private Path slabs() throws IOException {
        final Netcdf4File file = new Netcdf4File();
        final Values none = new Values.Doubles(new double[] {1e15});
        file.add(variable("time", "time", new Values.Doubles(new double[3]), none));
        file.add(variable("lat", "lat", new Values.Doubles(new double[5]), none));
        file.add(variable("lon", "lon", new Values.Doubles(new double[7]), none));
        file.addSlabs("T", List.of("time", "lat", "lon"), new int[] {2, 2, 3}, 1, 1e15f, Map.of("units", "K"), t -> {
            final float[] slab = new float[35];
            for (int p = 0; p < 35; p++) slab[p] = value(t, p / 7, p % 7);
            if (t == 1) slab[0] = 1e15f;
            return slab;
        });
        final Path path = folder.resolve("slabs.nc4");
        file.write(path);
        return path;
    }

    @Test
    void fillsChunksThatDoNotDivideTheirDimensions() throws IOException {
        try (GridFile read = GridFile.open(slabs())) {
            final float[] values = read.variable("T").floats(new int[3], new int[] {3, 5, 7});
            for (int p = 0; p < values.length; p++)
                if (p == 35) assertThat(values[p]).isNaN();
                else assertThat(values[p]).isEqualTo(value(p / 35, p / 7 % 5, p % 7));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void isReadWholeByTheNetcdfLibrary(int rows) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ncdump")), "skipped: no /usr/bin/ncdump");
        final String text = run("/usr/bin/ncdump", write(rows).toString());
        assertThat(text)
                .contains("uint64 id(id) ;", "ubyte flag(id, x) ;", "char letter(x) ;", "string name(x) ;")
                .contains("letter = \"xyz\"", "name = \"α\", _, \"a longer one\"")
                .doesNotContain("phony_dim");
        if (rows > 0) assertThat(text).contains("id = 9223372036854775808, 9223372036854775809,");
    }

    @Test
    void isCutByNcks() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ncks")), "skipped: no /usr/bin/ncks");
        final Path cut = folder.resolve("cut.nc4");
        run("/usr/bin/ncks", "-O", "-d", "id,1,1", write(3).toString(), cut.toString());
        try (GridFile file = GridFile.open(cut)) {
            assertThat(file.variable("id").longs()).containsExactly(Long.MIN_VALUE + 1);
        }
    }

    @Test
    void isReadByCdo() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/cdo")), "skipped: no /usr/bin/cdo");
        assertThat(run("/usr/bin/cdo", "-s", "output", "-selname,T", slabs().toString()))
                .contains("0.5", "246.5");
    }

    @Test
    void refusesAVariableWhoseDimensionHasNoCoordinate() {
        final Values values = new Values.Ints(new int[2]);
        assertThatThrownBy(() -> new Netcdf4File().add(variable("v", "time", values, values)))
                .hasMessageContaining("variable v has dimension time, which has no coordinate yet");
    }

    private static String run(String... command) throws Exception {
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
