package org.fluxwatch.assimilate.inputs.meteorology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/// A small classic netCDF file; readers go by the signature, not by the name.
final class ClassicFileWriter {
    private final Path path;
    private final NetcdfFileWriter writer;
    private final Map<Variable, Array> contents = new LinkedHashMap<>();
    private final Map<String, Integer> lengths = new LinkedHashMap<>();

    /// Value at an index.
    @FunctionalInterface
    interface Values {
        double at(int... index);
    }

    ClassicFileWriter(Path path) {
        this.path = path;
        try {
            writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClassicFileWriter axis(String name, String units, double... values) {
        writer.addDimension(null, name, values.length);
        lengths.put(name, values.length);
        final Variable axis = writer.addVariable(null, name, DataType.DOUBLE, name);
        axis.addAttribute(new Attribute("units", units));
        contents.put(axis, Array.factory(double.class, new int[] {values.length}, values.clone()));
        return this;
    }

    ClassicFileWriter floats(String name, String units, String dimensions, Values values) {
        final Variable variable = add(name, units, DataType.FLOAT, dimensions);
        variable.addAttribute(new Attribute("_FillValue", 1e15f));
        contents.put(variable, filled(DataType.FLOAT, dimensions, values));
        return this;
    }

    ClassicFileWriter doubles(String name, String units, String dimensions, Values values) {
        contents.put(add(name, units, DataType.DOUBLE, dimensions), filled(DataType.DOUBLE, dimensions, values));
        return this;
    }

    /// As grib_to_netcdf packs it.
    ClassicFileWriter packed(String name, String units, String dimensions, double scale, double offset, Values values) {
        final Variable variable = add(name, units, DataType.SHORT, dimensions);
        variable.addAttribute(new Attribute("scale_factor", scale));
        variable.addAttribute(new Attribute("add_offset", offset));
        variable.addAttribute(new Attribute("_FillValue", (short) -32767));
        variable.addAttribute(new Attribute("missing_value", (short) -32767));
        contents.put(variable, filled(DataType.SHORT, dimensions, index -> {
            final double value = values.at(index);
            return Double.isNaN(value) ? -32767 : Math.rint((value - offset) / scale);
        }));
        return this;
    }

    private Variable add(String name, String units, DataType type, String dimensions) {
        final Variable variable = writer.addVariable(null, name, type, dimensions);
        variable.addAttribute(new Attribute("units", units));
        return variable;
    }

    private Array filled(DataType type, String dimensions, Values values) {
        final int[] shape =
                Arrays.stream(dimensions.split(" ")).mapToInt(lengths::get).toArray();
        final Array array = Array.factory(type, shape);
        final var at = array.getIndexIterator();
        while (at.hasNext()) {
            at.next();
            at.setDoubleCurrent(values.at(at.getCurrentCounter()));
        }
        return array;
    }

    Path write() {
        try {
            writer.create();
            for (Map.Entry<Variable, Array> entry : contents.entrySet()) writer.write(entry.getKey(), entry.getValue());
            writer.close();
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidRangeException e) {
            throw new IllegalStateException(e);
        }
    }
}
