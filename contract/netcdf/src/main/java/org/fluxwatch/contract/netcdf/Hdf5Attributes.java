package org.fluxwatch.contract.netcdf;

import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.lang.reflect.Array;
import java.util.HashMap;
import java.util.Map;

/// The attributes of an HDF5 object as jHDF has them.
final class Hdf5Attributes {
    private Hdf5Attributes() {}

    /// @throws RuntimeException what the bytes lead jHDF to
    static Attributes of(Node node) {
        final Map<String, Attributes.Value> values = new HashMap<>();
        node.getAttributes().forEach((name, attribute) -> values.put(name, value(attribute)));
        return new Attributes(values);
    }

    private static Attributes.Value value(Attribute attribute) {
        if (attribute.isEmpty() || attribute.getDimensions().length > 1) return new Attributes.Other();
        return switch (attribute.getDataType()) {
            case StringData type -> text(attribute);
            case VariableLength type -> type.isVariableLengthString() ? text(attribute) : new Attributes.Other();
            case FixedPoint type -> integers(attribute.getData(), !type.isSigned());
            case FloatingPoint type -> reals(attribute.getData(), type.getSize() <= Float.BYTES);
            case DataType other -> new Attributes.Other();
        };
    }

    private static Attributes.Value text(Attribute attribute) {
        return switch (attribute.getData()) {
            case String text -> new Attributes.Text(GridVariable.trimmed(text));
            case String[] texts when texts.length == 1 -> new Attributes.Text(GridVariable.trimmed(texts[0]));
            default -> new Attributes.Other();
        };
    }

    private static Attributes.Integers integers(Object data, boolean unsigned) {
        final long[] integers = new long[length(data)];
        for (int i = 0; i < integers.length; i++) integers[i] = element(data, i).longValue();
        return new Attributes.Integers(integers, unsigned);
    }

    private static Attributes.Reals reals(Object data, boolean single) {
        final double[] reals = new double[length(data)];
        for (int i = 0; i < reals.length; i++) reals[i] = element(data, i).doubleValue();
        return new Attributes.Reals(reals, single);
    }

    private static int length(Object data) {
        return data.getClass().isArray() ? Array.getLength(data) : 1;
    }

    private static Number element(Object data, int i) {
        return (Number) (data.getClass().isArray() ? Array.get(data, i) : data);
    }
}
