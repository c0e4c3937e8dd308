package org.fluxwatch.assimilate.inputs.meteorology;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/// Writes small classic netCDF files.
final class FieldFile {
    private final Map<String, Object> globals = new LinkedHashMap<>();
    private final List<Field> fields = new ArrayList<>();

    /// @param values `float[]`, `int[]` or `char[]`
    private record Field(String name, String units, int[] shape, Object values) {}

    FieldFile global(String name, Object value) {
        globals.put(name, value);
        return this;
    }

    /// In place of one of the same name.
    FieldFile field(String name, String units, Object values, int... shape) {
        fields.removeIf(field -> field.name().equals(name));
        fields.add(new Field(name, units, shape, values));
        return this;
    }

    /// Dimensions are named after their lengths.
    void write(Path path) {
        try {
            final NetcdfFileWriter writer =
                    NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path.toString());
            globals.forEach((name, value) -> writer.addGroupAttribute(null, attribute(name, value)));
            fields.stream()
                    .flatMapToInt(field -> Arrays.stream(field.shape()))
                    .distinct()
                    .forEach(length -> writer.addDimension(null, "n" + length, length));
            final List<Variable> variables = new ArrayList<>();
            for (Field field : fields) {
                final Variable variable = writer.addVariable(
                        null, field.name(), type(field.values()), String.join(" ", names(field.shape())));
                if (!field.units().isEmpty()) variable.addAttribute(new Attribute("units", field.units()));
                variables.add(variable);
            }
            writer.create();
            for (int f = 0; f < fields.size(); f++) {
                final Field field = fields.get(f);
                writer.write(variables.get(f), Array.factory(type(field.values()), field.shape(), field.values()));
            }
            writer.close();
        } catch (IOException | InvalidRangeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Attribute attribute(String name, Object value) {
        return switch (value) {
            case String text -> new Attribute(name, text);
            case Number number -> new Attribute(name, number);
            case float[] numbers ->
                new Attribute(name, Array.factory(DataType.FLOAT, new int[] {numbers.length}, numbers));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<String> names(int[] shape) {
        return Arrays.stream(shape).mapToObj(length -> "n" + length).toList();
    }

    private static DataType type(Object values) {
        return switch (values) {
            case float[] ignored -> DataType.FLOAT;
            case int[] ignored -> DataType.INT;
            default -> DataType.CHAR;
        };
    }
}
