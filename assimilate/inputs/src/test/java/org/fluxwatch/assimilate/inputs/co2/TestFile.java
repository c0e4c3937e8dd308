package org.fluxwatch.assimilate.inputs.co2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/// A classic netCDF file in the making.
final class TestFile {
    private record Content(
            String name, DataType type, String dimensions, double[] values, Map<String, String> attributes) {}

    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final List<Content> contents = new ArrayList<>();
    private final Map<String, String> global = new LinkedHashMap<>();

    /// A value by indices of time, layer or edge, latitude, longitude.
    @FunctionalInterface
    interface Field {
        double at(int time, int level, double latitude, double longitude);
    }

    TestFile global(String name, String text) {
        global.put(name, text);
        return this;
    }

    /// @param attributes name, text, name, text ...
    TestFile axis(String name, double[] values, String... attributes) {
        sizes.put(name, values.length);
        return add(DataType.DOUBLE, name, name, values, attributes);
    }

    TestFile size(String name, int size) {
        sizes.put(name, size);
        return this;
    }

    TestFile doubles(String name, String dimensions, double[] values, String... attributes) {
        return add(DataType.DOUBLE, name, dimensions, values, attributes);
    }

    /// @param dimensions time, level, latitude, longitude, or some of them, in that order
    TestFile field(String name, String dimensions, Field field, String... attributes) {
        final String[] names = dimensions.split(" ");
        final double[] latitudes = values(names[names.length - 2]);
        final double[] longitudes = values(names[names.length - 1]);
        final int nLevels =
                names.length == 4 ? sizes.get(names[1]) : names[0].startsWith("l") ? sizes.get(names[0]) : 1;
        final int nTimes = names[0].startsWith("l") ? 1 : sizes.get(names[0]);
        final double[] values = new double[nTimes * nLevels * latitudes.length * longitudes.length];
        int at = 0;
        for (int t = 0; t < nTimes; t++)
            for (int k = 0; k < nLevels; k++)
                for (double latitude : latitudes)
                    for (double longitude : longitudes) values[at++] = field.at(t, k, latitude, longitude);
        return add(DataType.FLOAT, name, dimensions, values, attributes);
    }

    private double[] values(String name) {
        return contents.stream()
                .filter(content -> content.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    private TestFile add(DataType type, String name, String dimensions, double[] values, String... attributes) {
        final Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) texts.put(attributes[i], attributes[i + 1]);
        contents.add(new Content(name, type, dimensions, values, texts));
        return this;
    }

    Path write(Path path) {
        try {
            Files.createDirectories(path.getParent());
            final NetcdfFileWriter writer =
                    NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path.toString());
            sizes.forEach((name, size) -> writer.addDimension(null, name, size));
            global.forEach((name, text) -> writer.addGroupAttribute(null, new Attribute(name, text)));
            final List<Variable> variables = new ArrayList<>();
            for (Content content : contents) {
                final Variable variable =
                        writer.addVariable(null, content.name(), content.type(), content.dimensions());
                content.attributes().forEach((name, text) -> variable.addAttribute(new Attribute(name, text)));
                variables.add(variable);
            }
            writer.create();
            for (int v = 0; v < variables.size(); v++)
                writer.write(variables.get(v), array(contents.get(v), variables.get(v)));
            writer.close();
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidRangeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Array array(Content content, Variable variable) {
        final Array array = Array.factory(content.type(), variable.getShape());
        for (int i = 0; i < content.values().length; i++) array.setDouble(i, content.values()[i]);
        return array;
    }

    /// Days since 2000-01-01 of hours of a day.
    static double[] daysSince2000(LocalDate day, double... hours) {
        final double begin = day.toEpochDay() - LocalDate.of(2000, 1, 1).toEpochDay();
        final double[] days = new double[hours.length];
        for (int t = 0; t < hours.length; t++) days[t] = begin + hours[t] / 24;
        return days;
    }

    static Instant at(String time) {
        return Instant.parse(time);
    }

    static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
