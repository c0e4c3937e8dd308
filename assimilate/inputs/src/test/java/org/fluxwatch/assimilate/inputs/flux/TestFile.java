package org.fluxwatch.assimilate.inputs.flux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;

/// A classic netCDF file, put together variable by variable.
final class TestFile {
    private record Content(String name, String dimensions, double[] values, List<Attribute> attributes) {}

    private final Map<String, Integer> dimensions = new LinkedHashMap<>();
    private final List<Content> contents = new ArrayList<>();

    static double[] even(double first, double step, int n) {
        final double[] values = new double[n];
        for (int i = 0; i < n; i++) values[i] = first + i * step;
        return values;
    }

    /// Latitude and longitude of cells that go round the earth, south first.
    TestFile globe(double degrees) {
        final int ny = (int) Math.round(180 / degrees);
        return axis("lat", even(-90 + degrees / 2, degrees, ny), "degrees_north")
                .axis("lon", even(-180 + degrees / 2, degrees, 2 * ny), "degrees_east");
    }

    TestFile dimension(String name, int length) {
        dimensions.put(name, length);
        return this;
    }

    TestFile axis(String name, double[] values, String units) {
        dimension(name, values.length);
        return variable(name, name, values, "units", units);
    }

    /// @param attributes names and values in turn, values being text or a number
    TestFile variable(String name, String dimensions, double[] values, Object... attributes) {
        final List<Attribute> list = new ArrayList<>();
        for (int a = 0; a < attributes.length; a += 2) {
            final String attribute = (String) attributes[a];
            list.add(
                    attributes[a + 1] instanceof Number number
                            ? new Attribute(attribute, number.floatValue())
                            : new Attribute(attribute, (String) attributes[a + 1]));
        }
        contents.add(new Content(name, dimensions, values, list));
        return this;
    }

    /// Coordinates and bounds in double precision, everything else in single.
    Path write(Path path) throws IOException {
        final NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path.toString());
        try {
            dimensions.forEach((name, length) -> {
                if (length == 0) writer.addUnlimitedDimension(name);
                else writer.addDimension(null, name, length);
            });
            for (Content content : contents) {
                final boolean coordinate = content.name().equals(content.dimensions())
                        || content.name().endsWith("_bnds");
                final var variable = writer.addVariable(
                        null, content.name(), coordinate ? DataType.DOUBLE : DataType.FLOAT, content.dimensions());
                content.attributes().forEach(attribute -> writer.addVariableAttribute(variable, attribute));
            }
            writer.create();
            for (Content content : contents) {
                final var variable = writer.findVariable(content.name());
                final Array array = Array.factory(variable.getDataType(), variable.getShape());
                for (int i = 0; i < content.values().length; i++) array.setDouble(i, content.values()[i]);
                if (array.getSize() > 0) writer.write(variable, array);
            }
        } catch (InvalidRangeException e) {
            throw new IOException(e);
        } finally {
            writer.close();
        }
        return path;
    }
}
