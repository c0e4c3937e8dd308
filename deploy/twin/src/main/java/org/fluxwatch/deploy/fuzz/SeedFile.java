package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.fluxwatch.deploy.twin.Netcdf4File;
import org.fluxwatch.deploy.twin.NetcdfVariable;
import org.fluxwatch.deploy.twin.Values;

/// A small gridded file, written as classic netCDF or as netCDF-4.
final class SeedFile {
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final Map<String, Object> globals = new LinkedHashMap<>();
    private final List<Content> contents = new ArrayList<>();

    private record Content(
            String name, Type type, List<String> dimensions, double[] values, Map<String, Object> attributes) {}

    /// Of the classic file.
    private enum Type {
        SHORT,
        FLOAT,
        DOUBLE
    }

    /// Value at an index.
    @FunctionalInterface
    interface Value {
        double at(int... index);
    }

    /// @param value text or number
    SeedFile global(String name, Object value) {
        globals.put(name, value);
        return this;
    }

    SeedFile size(String name, int size) {
        sizes.put(name, size);
        return this;
    }

    SeedFile axis(String name, String units, double... values) {
        sizes.put(name, values.length);
        return add(name, Type.DOUBLE, name, values, "units", units);
    }

    SeedFile doubles(String name, String dimensions, double[] values, Object... attributes) {
        return add(name, Type.DOUBLE, dimensions, values, attributes);
    }

    /// @param attributes names and values in turn
    SeedFile floats(String name, String dimensions, Value value, Object... attributes) {
        return add(name, Type.FLOAT, dimensions, filled(dimensions, value), attributes);
    }

    /// Packed to shorts.
    SeedFile packed(String name, String units, String dimensions, double scale, double offset, Value value) {
        final double[] values = filled(dimensions, value);
        for (int i = 0; i < values.length; i++) values[i] = Math.rint((values[i] - offset) / scale);
        return add(
                name,
                Type.SHORT,
                dimensions,
                values,
                "units",
                units,
                "scale_factor",
                scale,
                "add_offset",
                offset,
                "_FillValue",
                (short) -32767);
    }

    private double[] filled(String dimensions, Value value) {
        final int[] shape = shape(List.of(dimensions.split(" ")));
        final double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        final int[] index = new int[shape.length];
        for (int at = 0; at < values.length; at++) {
            int rest = at;
            for (int d = shape.length - 1; d >= 0; rest /= shape[d--]) index[d] = rest % shape[d];
            values[at] = value.at(index);
        }
        return values;
    }

    private int[] shape(List<String> dimensions) {
        return dimensions.stream().mapToInt(sizes::get).toArray();
    }

    private SeedFile add(String name, Type type, String dimensions, double[] values, Object... attributes) {
        final Map<String, Object> all = new LinkedHashMap<>();
        for (int a = 0; a < attributes.length; a += 2) all.put((String) attributes[a], attributes[a + 1]);
        contents.add(new Content(name, type, List.of(dimensions.split(" ")), values, all));
        return this;
    }

    byte[] classic(Path folder) throws IOException {
        final Path path = folder.resolve("seed.nc");
        final List<ClassicAttribute> attributes = new ArrayList<>();
        globals.forEach((name, value) -> attributes.add(attribute(name, value)));
        final List<ClassicVariable> variables =
                contents.stream().map(this::classic).toList();
        ClassicWriter.write(new ClassicContent(ClassicFormat.CDF_1, Optional.empty(), variables, attributes), path);
        return taken(path);
    }

    private ClassicVariable classic(Content one) {
        final List<ClassicAttribute> attributes = new ArrayList<>();
        one.attributes().forEach((name, value) -> attributes.add(attribute(name, value)));
        return new ClassicVariable(
                one.name(), one.dimensions(), shape(one.dimensions()), classicValues(one), attributes);
    }

    private static ClassicValues classicValues(Content one) {
        return switch (one.type()) {
            case SHORT -> {
                final short[] shorts = new short[one.values().length];
                for (int i = 0; i < shorts.length; i++) shorts[i] = (short) one.values()[i];
                yield new ClassicValues.Shorts(shorts);
            }
            case FLOAT -> new ClassicValues.Floats(floats(one));
            case DOUBLE -> new ClassicValues.Doubles(one.values());
        };
    }

    private static ClassicAttribute attribute(String name, Object value) {
        return switch (value) {
            case String text -> ClassicAttribute.of(name, text);
            case Short number -> new ClassicAttribute.Numbers(name, new ClassicValues.Shorts(new short[] {number}));
            case Integer number -> ClassicAttribute.of(name, number);
            case Float number -> new ClassicAttribute.Numbers(name, new ClassicValues.Floats(number));
            case Double number -> new ClassicAttribute.Numbers(name, new ClassicValues.Doubles(number));
            default -> throw new IllegalArgumentException(name + " is " + value + ", expected a text or a number");
        };
    }

    private static float[] floats(Content one) {
        final float[] floats = new float[one.values().length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) one.values()[i];
        return floats;
    }

    /// Chunked and deflated; attributes that are numbers are left out, shorts are not packed.
    byte[] netcdf4(Path folder) throws IOException {
        final Path path = folder.resolve("seed.nc4");
        final Netcdf4File file = new Netcdf4File();
        contents.forEach(one -> file.add(variable(one)));
        file.write(path);
        return taken(path);
    }

    private static NetcdfVariable variable(Content one) {
        final Map<String, String> texts = new LinkedHashMap<>();
        one.attributes().forEach((name, value) -> {
            if (value instanceof String text) texts.put(name, text);
        });
        final boolean wide = one.type() == Type.DOUBLE;
        return new NetcdfVariable(
                one.name(),
                one.dimensions(),
                wide ? new Values.Doubles(one.values()) : new Values.Floats(floats(one)),
                wide ? new Values.Doubles(new double[] {1e20}) : new Values.Floats(new float[] {1e20f}),
                texts);
    }

    private static byte[] taken(Path path) throws IOException {
        final byte[] bytes = Files.readAllBytes(path);
        Files.delete(path);
        return bytes;
    }
}
