package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;

/// The attributes of values, in classic files and in HDF5.
class ValueRulesTest {
    private static final double NAN = Double.NaN;

    @TempDir
    static Path folder;

    /// Writes a variable `v` with attributes: names and values in turn.
    @FunctionalInterface
    interface Format extends BiFunction<Object, Object[], Path> {}

    static Stream<Named<Format>> formats() {
        return Stream.of(Named.of("classic", ValueRulesTest::classic), Named.of("HDF5", ValueRulesTest::hdf5));
    }

    private static Map<String, Object> byName(Object[] attributes) {
        final Map<String, Object> byName = new LinkedHashMap<>();
        for (int a = 0; a < attributes.length; a += 2) byName.put((String) attributes[a], attributes[a + 1]);
        return byName;
    }

    private static Path classic(Object values, Object[] attributes) {
        final Path path = folder.resolve("v.nc");
        final Array array = Array.factory(values);
        try {
            final NetcdfFileWriter writer =
                    NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path.toString());
            writer.addDimension(null, "x", (int) array.getSize());
            final var variable = writer.addVariable(null, "v", DataType.getType(array.getElementType()), "x");
            byName(attributes).forEach((name, value) -> {
                switch (value) {
                    case String text -> variable.addAttribute(new Attribute(name, text));
                    case Number number -> variable.addAttribute(new Attribute(name, number));
                    default -> variable.addAttribute(new Attribute(name, Array.factory(value)));
                }
            });
            writer.create();
            writer.write(variable, array);
            writer.close();
        } catch (IOException | InvalidRangeException e) {
            throw new IllegalStateException(e);
        }
        return path;
    }

    private static Path hdf5(Object values, Object[] attributes) {
        final Path path = folder.resolve("v.h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            final WritableDataset variable = file.putDataset("v", values);
            byName(attributes).forEach(variable::putAttribute);
        }
        return path;
    }

    private static double[] read(Path path) {
        try (GridFile file = GridFile.open(path)) {
            final GridVariable variable = file.variable("v");
            final double[] values = variable.doubles();
            final float[] single = variable.floats(new int[1], variable.shape());
            for (int i = 0; i < values.length; i++) assertThat(single[i]).isEqualTo(Float.valueOf((float) values[i]));
            return values;
        }
    }

    private static double[] read(Format format, Object values, Object... attributes) {
        return read(format.apply(values, attributes));
    }

    private static void refuses(Format format, String what, Object values, Object... attributes) {
        final Path path = format.apply(values, attributes);
        assertThatThrownBy(() -> read(path))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(path + ": variable v has ")
                .hasMessageContaining(what)
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void allThatTheFileCallsMissingIsMissing(Format format) {
        assertThat(read(
                        format,
                        new float[] {-1, -2, -3, 4, Float.NaN, 1e36f},
                        "_FillValue",
                        -1f,
                        "missing_value",
                        new float[] {-2, -3}))
                .containsExactly(NAN, NAN, NAN, 4, NAN, NAN);
        assertThat(read(format, new double[] {-1, 4, NAN}, "missing_value", -1.0))
                .containsExactly(NAN, 4, NAN);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatOneSideHasInSinglePrecisionIsComparedSo(Format format) {
        assertThat(read(format, new float[] {-999.9f, 0.1f}, "missing_value", -999.9, "valid_max", 0.1))
                .containsExactly(NAN, 0.1f);
        assertThat(read(format, new double[] {-999.9, 0.1, 0.1 - 1e-6}, "missing_value", -999.9f, "valid_min", 0.1f))
                .containsExactly(NAN, 0.1, NAN);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatLiesOutsideTheValidRangeIsMissing(Format format) {
        final float[] values = {-0.5f, 0, 3, 500, 501};
        assertThat(read(format, values.clone(), "valid_range", new float[] {0, 500}))
                .containsExactly(NAN, 0, 3, 500, NAN);
        assertThat(read(format, values.clone(), "valid_min", 0f)).containsExactly(NAN, 0, 3, 500, 501);
        assertThat(read(format, values.clone(), "valid_max", 500f)).containsExactly(-0.5, 0, 3, 500, NAN);
        assertThat(read(format, values.clone(), "valid_range", new float[] {0, 500}, "valid_max", 3f))
                .containsExactly(NAN, 0, 3, NAN, NAN);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void ofPackedValuesFillAndRangeArePackedOnes(Format format) {
        assertThat(read(
                        format,
                        new short[] {-9, 0, 100, 101},
                        "scale_factor",
                        0.5,
                        "add_offset",
                        10.0,
                        "_FillValue",
                        (short) -9,
                        "valid_max",
                        (short) 100))
                .containsExactly(NAN, 10, 60, NAN);
    }

    /// As netCDF-Java does; xarray does not look at valid ranges, netCDF4-python takes them for packed.
    @ParameterizedTest
    @MethodSource("formats")
    void aRangeOfTheTypeOfUnpackedValuesIsOfThese(Format format) {
        assertThat(read(
                        format,
                        new short[] {-1, 0, 1000, 4000, 4001},
                        "scale_factor",
                        0.01,
                        "valid_range",
                        new double[] {0, 40}))
                .containsExactly(NAN, 0, 10, 40, NAN);
        assertThat(read(format, new short[] {0, 30, 50}, "scale_factor", 0.01, "valid_range", new float[] {0, 40}))
                .containsExactly(0, 0.3, NAN);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void signedIntegersAreUnsignedWhereTheFileSaysSo(Format format) {
        assertThat(read(
                        format,
                        new short[] {(short) 40000, -1, -2, 5},
                        "_Unsigned",
                        "true",
                        "scale_factor",
                        1e-4,
                        "_FillValue",
                        (short) -1,
                        "valid_range",
                        new short[] {5, -2}))
                .containsExactly(40000 * 1e-4, NAN, 65534 * 1e-4, 5 * 1e-4);
        assertThat(read(format, new byte[] {-1, 1}, "_Unsigned", "TRUE")).containsExactly(255, 1);
        assertThat(read(format, new int[] {-1, 1}, "_Unsigned", "true")).containsExactly(4294967295.0, 1);
        assertThat(read(format, new byte[] {-1, 1}, "_Unsigned", "false")).containsExactly(-1, 1);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void orTheirValidRangeDoes(Format format) {
        assertThat(read(format, new byte[] {-1, -2, 1}, "valid_range", new short[] {0, 254}))
                .containsExactly(NAN, 254, 1);
        assertThat(read(format, new byte[] {-1, 1}, "valid_range", new byte[] {0, 100}))
                .containsExactly(NAN, 1);
    }

    /// As netCDF4-python: not of bytes, and not where `_Unsigned` makes a number of it.
    @ParameterizedTest
    @MethodSource("formats")
    void integersThatWereNeverWrittenAreMissing(Format format) {
        assertThat(read(format, new short[] {-32767, 1})).containsExactly(NAN, 1);
        assertThat(read(format, new int[] {-2147483647, 1})).containsExactly(NAN, 1);
        assertThat(read(format, new byte[] {-127, 1})).containsExactly(-127, 1);
        assertThat(read(format, new short[] {-32767, 1}, "_FillValue", (short) 1))
                .containsExactly(-32767, NAN);
        assertThat(read(format, new short[] {-32767, 1}, "_Unsigned", "true")).containsExactly(32769, 1);
    }

    @Test
    void integersOfEightBytesToo() {
        assertThat(read(hdf5(new long[] {-9223372036854775806L, 1}, new Object[0])))
                .containsExactly(NAN, 1);
        assertThat(read(hdf5(new long[] {-2, 1}, new Object[] {"_Unsigned", "true"})))
                .containsExactly(18446744073709551614.0, 1);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aNumberAsTextIsRefused(Format format) {
        for (String name : new String[] {
            "_FillValue", "missing_value", "scale_factor", "add_offset", "valid_min", "valid_max", "valid_range"
        }) refuses(format, "the attribute " + name + " '-9999.', expected", new float[] {1, 2}, name, "-9999.");
        refuses(format, "_Unsigned 'yes', expected the text true or false", new short[] {1}, "_Unsigned", "yes");
        refuses(format, "_Unsigned '', expected the text true or false", new short[] {1}, "_Unsigned", 1);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatCannotBeMeantIsRefused(Format format) {
        final float[] values = {1, 2};
        refuses(format, "valid_range '[1.0]', expected two numbers", values, "valid_range", 1f);
        refuses(format, "valid values from 5.0 to 4.0", values, "valid_range", new float[] {5, 4});
        refuses(format, "valid values from 5.0 to 4.0", values, "valid_min", 5f, "valid_max", 4f);
        refuses(format, "valid_min '[NaN]', expected numbers", values, "valid_min", Float.NaN);
        refuses(format, "scale_factor '0.0', expected a factor other than 0", values, "scale_factor", 0.0);
        refuses(format, "scale_factor '[1.0, 2.0]', expected one number", values, "scale_factor", new float[] {1, 2});
        refuses(format, "add_offset 'NaN', expected a number", values, "add_offset", NAN);
        refuses(
                format,
                "missing_value '99999.0', expected a value that is stored, an integer from -32768.0",
                new short[] {1},
                "missing_value",
                99999);
        refuses(format, "_FillValue '0.5', expected a value that is stored", new int[] {1}, "_FillValue", 0.5f);
    }
}
