package org.fluxwatch.ingest.lite;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A numeric variable of an open file. Bytes are read as they stand and converted here, so that unsigned 64-bit ids
/// need no BigInteger (which is ten times slower).
///
/// Missing is what `missing_value` or `_FillValue` say, and for floating point also -999999, which the product uses
/// throughout, and the netCDF default of 9.96921e36.
final class Variable {
    /// Stands for a missing integer.
    static final int MISSING = Integer.MIN_VALUE;

    private static final double PRODUCT_FILL = -999_999;
    private static final double NETCDF_FILL = 9.96e36;

    private final String file;
    private final String path;
    private final Dataset dataset;

    Variable(String file, String path, Dataset dataset) {
        this.file = file;
        this.path = path;
        this.dataset = dataset;
    }

    int[] shape() {
        return dataset.getDimensions();
    }

    void requireShape(int... expected) throws LiteException {
        if (!Arrays.equals(shape(), expected))
            throw wrong("has shape " + Arrays.toString(shape()) + ", expected " + Arrays.toString(expected));
    }

    LiteException wrong(String what) {
        return new LiteException(file + ": variable " + path + " " + what, null);
    }

    /// A text attribute, or empty.
    Optional<String> text(String attribute) {
        final Attribute found = dataset.getAttribute(attribute);
        if (found == null || found.isEmpty()) return Optional.empty();
        final Object data = found.getData();
        if (data instanceof String text) return Optional.of(text);
        return data instanceof String[] texts && texts.length == 1 ? Optional.of(texts[0]) : Optional.empty();
    }

    /// All values in file order; NaN where missing.
    double[] doubles() throws LiteException {
        final double[] values = new double[count()];
        final List<Number> missing = missingValues();
        final ByteBuffer bytes = bytes();
        if (bytes == null) {
            Arrays.fill(values, Double.NaN);
            return values;
        }
        switch (type()) {
            case FloatingPoint type
            when type.getSize() == 4 -> {
                for (int i = 0; i < values.length; i++) values[i] = present(bytes.getFloat(), missing);
            }
            case FloatingPoint type
            when type.getSize() == 8 -> {
                for (int i = 0; i < values.length; i++) values[i] = present(bytes.getDouble(), missing);
            }
            case FixedPoint type -> {
                for (int i = 0; i < values.length; i++) {
                    final long value = integer(bytes, type);
                    values[i] = isMissing(value, type, missing) ? Double.NaN : value;
                }
            }
            default -> throw wrong("is of type " + describe() + ", expected numbers");
        }
        return values;
    }

    /// All values in file order as `float`; NaN where missing.
    float[] floats() throws LiteException {
        final double[] wide = doubles();
        final float[] values = new float[wide.length];
        for (int i = 0; i < wide.length; i++) values[i] = (float) wide[i];
        return values;
    }

    /// All values of an integer variable, signed or not, of any width; 0 where missing. Unsigned 64-bit values keep
    /// their bits.
    long[] longs() throws LiteException {
        return integers(0);
    }

    /// All values of a flag or code; [#MISSING] where missing.
    int[] codes() throws LiteException {
        final long[] wide = integers(MISSING);
        final int[] values = new int[wide.length];
        for (int i = 0; i < wide.length; i++) {
            if (wide[i] != (int) wide[i]) throw wrong("holds " + wide[i] + ", expected a small code");
            values[i] = (int) wide[i];
        }
        return values;
    }

    private long[] integers(long forMissing) throws LiteException {
        if (!(type() instanceof FixedPoint type)) throw wrong("is of type " + describe() + ", expected integers");
        final long[] values = new long[count()];
        final List<Number> missing = missingValues();
        final ByteBuffer bytes = bytes();
        for (int i = 0; i < values.length; i++) {
            final long value = bytes == null ? 0 : integer(bytes, type);
            values[i] = bytes == null || isMissing(value, type, missing) ? forMissing : value;
        }
        return values;
    }

    private static double present(double value, List<Number> missing) {
        if (value == PRODUCT_FILL || Math.abs(value) >= NETCDF_FILL) return Double.NaN;
        for (Number one : missing) if (value == one.doubleValue()) return Double.NaN;
        return value;
    }

    private static long integer(ByteBuffer bytes, FixedPoint type) {
        return switch (type.getSize()) {
            case 1 -> type.isSigned() ? bytes.get() : Byte.toUnsignedInt(bytes.get());
            case 2 -> type.isSigned() ? bytes.getShort() : Short.toUnsignedInt(bytes.getShort());
            case 4 -> type.isSigned() ? bytes.getInt() : Integer.toUnsignedLong(bytes.getInt());
            default -> bytes.getLong();
        };
    }

    /// Compares in the variable's width: a missing value of -1 beside an unsigned byte means 255.
    private static boolean isMissing(long value, FixedPoint type, List<Number> missing) {
        final long mask = type.getSize() >= 8 ? -1L : (1L << (8 * type.getSize())) - 1;
        for (Number one : missing) if ((one.longValue() & mask) == (value & mask)) return true;
        return false;
    }

    private List<Number> missingValues() {
        final List<Number> values = new ArrayList<>();
        for (String name : List.of("missing_value", "_FillValue")) {
            final Attribute attribute = dataset.getAttribute(name);
            if (attribute == null || attribute.isEmpty()) continue;
            final Object data = attribute.getData();
            if (data instanceof Number number) values.add(number);
            else if (data.getClass().isArray())
                for (int i = 0; i < Array.getLength(data); i++)
                    if (Array.get(data, i) instanceof Number number) values.add(number);
        }
        return values;
    }

    private DataType type() throws LiteException {
        final DataType type =
                dataset.getDataType() instanceof EnumDataType coded ? coded.getBaseType() : dataset.getDataType();
        final boolean known = type instanceof FloatingPoint && (type.getSize() == 4 || type.getSize() == 8)
                || type instanceof FixedPoint && List.of(1, 2, 4, 8).contains(type.getSize());
        if (!known) throw wrong("is of type " + describe() + ", expected numbers of 1 to 8 bytes");
        return type;
    }

    private String describe() {
        return dataset.getDataType().getClass().getSimpleName() + " of "
                + dataset.getDataType().getSize() + " bytes";
    }

    private int count() {
        int count = 1;
        for (int length : shape()) count = Math.multiplyExact(count, length);
        return count;
    }

    /// The values' bytes, or null when they were never written.
    private ByteBuffer bytes() throws LiteException {
        final DataType type = type();
        if (count() == 0 || dataset.isEmpty() || !(dataset instanceof DatasetBase base)) return null;
        final ByteBuffer bytes = base.getDataBuffer();
        if (bytes == null) return null;
        if (bytes.remaining() < (long) count() * type.getSize())
            throw wrong("has " + bytes.remaining() + " bytes, expected " + (long) count() * type.getSize());
        return bytes.order(
                type instanceof FixedPoint fixed ? fixed.getByteOrder() : ((FloatingPoint) type).getByteOrder());
    }
}
