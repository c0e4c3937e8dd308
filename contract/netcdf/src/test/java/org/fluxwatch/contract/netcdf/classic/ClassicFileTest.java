package org.fluxwatch.contract.netcdf.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassicFileTest {
    @TempDir
    private Path folder;

    private static ClassicVariable along(String name, String dimension, ClassicValues values) {
        return ClassicVariable.of(name, dimension, new int[] {values.length()}, values);
    }

    private Path write(ClassicFormat format, ClassicVariable... variables) throws IOException {
        final Path file = folder.resolve("file.nc");
        final List<ClassicAttribute> attributes =
                List.of(ClassicAttribute.of("title", "none"), ClassicAttribute.of("revision", 3));
        ClassicWriter.write(new ClassicContent(format, Optional.of("time"), List.of(variables), attributes), file);
        return file;
    }

    /// Else its end would be read as zeros.
    @Test
    void aFileWhoseEndIsMissingIsNone() throws IOException {
        final double[] values = new double[100];
        java.util.Arrays.fill(values, 7);
        final Path path = write(
                ClassicFormat.CDF_1,
                along("fixed", "cell", new ClassicValues.Doubles(values)),
                along("time", "time", new ClassicValues.Doubles(values)));
        final byte[] whole = Files.readAllBytes(path);
        for (int length : new int[] {whole.length - 8, whole.length - 600, whole.length - 1000}) {
            Files.write(path, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ClassicFile.open(path)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(ClassicFormat.class)
    void givesBackEveryTypeAsItWasWritten(ClassicFormat format) throws IOException {
        final Path path = write(
                format,
                along("flag", "time", new ClassicValues.Bytes(new byte[] {-128, 127})),
                along("code", "time", new ClassicValues.Shorts(new short[] {-32768, 32767})),
                along("count", "time", new ClassicValues.Ints(Integer.MIN_VALUE, 7)),
                along("co2", "time", new ClassicValues.Floats(Float.MIN_VALUE, -0.0f))
                        .with("units", "ppm"),
                along("time", "time", new ClassicValues.Doubles(0.1, Double.MAX_VALUE))
                        .with("valid_min", new ClassicValues.Doubles(0)),
                ClassicVariable.of(
                        "name",
                        "time name_strlen",
                        new int[] {2, 3},
                        new ClassicValues.Characters("ab\0xyz".toCharArray())),
                ClassicVariable.of("sphere", "", new int[0], new ClassicValues.Ints(0)));
        assertThat(Files.readAllBytes(path)).startsWith('C', 'D', 'F', format == ClassicFormat.CDF_1 ? 1 : 2);
        try (ClassicFile file = ClassicFile.open(path)) {
            assertThat(file.bytes("flag")).containsExactly(-128, 127);
            assertThat(file.ints("code")).containsExactly(-32768, 32767);
            assertThat(file.ints("count")).containsExactly(Integer.MIN_VALUE, 7);
            assertThat(file.floats("co2")).containsExactly(Float.MIN_VALUE, -0.0f);
            assertThat(file.doubles("time")).containsExactly(0.1, Double.MAX_VALUE);
            assertThat(file.texts("name")).containsExactly("ab", "xyz");
            assertThat(file.shape("sphere")).isEmpty();
            assertThat(file.dimensions("name")).containsExactly("time", "name_strlen");
            assertThat(file.text("co2", "units")).contains("ppm");
            assertThat(file.number("time", "valid_min")).hasValue(0);
            assertThat(file.text("title")).contains("none");
            assertThat(file.number("revision")).hasValue(3);
            assertThat(file.text("history")).isEmpty();
        }
    }

    @Test
    void isReadLikeAnyOtherFile() throws IOException {
        final Path path = write(ClassicFormat.CDF_1, along("co2", "time", new ClassicValues.Floats(410, 411)));
        try (GridFile file = GridFile.open(path)) {
            assertThat(file.variable("co2").doubles()).containsExactly(410, 411);
        }
    }

    @Test
    void anUnlimitedDimensionMayBeEmpty() throws IOException {
        final Path path = write(ClassicFormat.CDF_1, along("co2", "time", new ClassicValues.Floats()));
        try (ClassicFile file = ClassicFile.open(path)) {
            assertThat(file.shape("co2")).containsExactly(0);
        }
    }

    @Test
    void whatIsNotThereIsNamedWithItsFile() throws IOException {
        final Path path = write(ClassicFormat.CDF_1, along("co2", "time", new ClassicValues.Floats(410)));
        try (ClassicFile file = ClassicFile.open(path)) {
            assertThatThrownBy(() -> file.floats("flux"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("file.nc: has no variable flux");
        }
    }

    @Test
    void variablesThatDifferAboutADimensionAreNotWritten() throws IOException {
        assertThatThrownBy(() -> write(
                        ClassicFormat.CDF_1,
                        along("co2", "time", new ClassicValues.Floats(410)),
                        along("flux", "time", new ClassicValues.Floats(1, 2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("flux has 2 along time, others have 1");
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
