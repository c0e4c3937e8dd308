package org.fluxwatch.contract.netcdf.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassicPartsTest {
    @TempDir
    private Path folder;

    private Path write(ClassicFormat format, ClassicVariable... variables) throws IOException {
        final Path file = folder.resolve("file.nc");
        final List<ClassicAttribute> attributes = List.of(
                ClassicAttribute.of("title", "none, \u00b5mol"),
                ClassicAttribute.of("revision", 3),
                ClassicAttribute.of("lines", "a line\n".repeat(20_000)));
        ClassicWriter.write(new ClassicContent(format, Optional.of("time"), List.of(variables), attributes), file);
        return file;
    }

    private static ClassicVariable[] ofEveryType() {
        return new ClassicVariable[] {
            along("flag", "time", new ClassicValues.Bytes(new byte[] {-128, 127, 3})),
            along("code", "time", new ClassicValues.Shorts(new short[] {-32768, 32767, 1})),
            ClassicVariable.of("pair", "time two", new int[] {3, 2}, new ClassicValues.Ints(1, 2, 3, 4, 5, 6)),
            along("co2", "time", new ClassicValues.Floats(Float.MIN_VALUE, -0.0f, 1)),
            along("fixed", "cell", new ClassicValues.Doubles(0.1, Double.MAX_VALUE))
                    .with("units", "ppm"),
            ClassicVariable.of(
                    "name",
                    "cell name_strlen",
                    new int[] {2, 3},
                    new ClassicValues.Characters("ab\0xyz".toCharArray())),
            ClassicVariable.of("sphere", "", new int[0], new ClassicValues.Ints(7))
        };
    }

    private static ClassicVariable along(String name, String dimension, ClassicValues values) {
        return ClassicVariable.of(name, dimension, new int[] {values.length()}, values);
    }

    @ParameterizedTest
    @EnumSource(ClassicFormat.class)
    void readsWhatTheWholeFilesReaderReads(ClassicFormat format) throws IOException {
        final Path path = write(format, ofEveryType());
        try (ClassicParts parts = ClassicParts.open(path);
                ClassicFile whole = ClassicFile.open(path)) {
            assertThat(parts.bytes("flag")).containsExactly(whole.bytes("flag"));
            assertThat(parts.ints("pair")).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(parts.floats("co2")).containsExactly(whole.floats("co2"));
            assertThat(parts.doubles("fixed")).containsExactly(whole.doubles("fixed"));
            assertThat(parts.texts("name")).isEqualTo(whole.texts("name")).containsExactly("ab", "xyz");
            assertThat(parts.ints("sphere")).containsExactly(7);
            assertThat(parts.shape("pair")).containsExactly(3, 2);
            assertThat(parts.text("title")).isEqualTo(whole.text("title"));
            assertThat(parts.text("fixed", "units")).contains("ppm");
            assertThat(parts.text("revision")).isEmpty();
            assertThat(parts.number("revision")).hasValue(3);
            assertThat(parts.layout().unlimited()).contains("time");
            assertThat(parts.layout().records()).isEqualTo(3);
        }
    }

    @Test
    void oneVariableAloneAlongTimeHasNoGaps() throws IOException {
        final Path path =
                write(ClassicFormat.CDF_1, along("flag", "time", new ClassicValues.Bytes(new byte[] {1, 2, 3, 4, 5})));
        try (ClassicParts parts = ClassicParts.open(path)) {
            assertThat(parts.bytes("flag")).containsExactly(1, 2, 3, 4, 5);
        }
    }

    @Test
    void whatIsNoWholeFileIsNamed() throws IOException {
        final Path path = write(ClassicFormat.CDF_1, ofEveryType());
        final byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length - 8; length += length < 400 ? 1 : 997) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ClassicParts.open(path).close())
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("file.nc");
        }
    }

    @Test
    void bytesThatAreWrongAreNeverAnotherError() throws IOException {
        final Path path = write(ClassicFormat.CDF_2, ofEveryType());
        final byte[] whole = Files.readAllBytes(path);
        for (int at = 0; at < 900; at++) {
            final byte[] wrong = whole.clone();
            wrong[at < 300 ? at : whole.length - at] ^= (byte) 0x9f;
            Files.write(path, wrong);
            try (ClassicParts parts = ClassicParts.open(path)) {
                for (String name : parts.layout().variables().keySet())
                    if (parts.layout().variables().get(name).type() == ClassicType.DOUBLE) parts.doubles(name);
            } catch (InputException e) {
                assertThat(e).hasMessageContaining("file.nc");
            }
        }
    }

    @Test
    void anotherTypeThanExpectedIsNamed() throws IOException {
        final Path path = write(ClassicFormat.CDF_1, ofEveryType());
        try (ClassicParts parts = ClassicParts.open(path)) {
            assertThatThrownBy(() -> parts.doubles("co2"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("co2 is of type FLOAT, expected DOUBLE");
            assertThatThrownBy(() -> parts.doubles("flux")).hasMessageContaining("has no variable flux");
        }
    }
}
