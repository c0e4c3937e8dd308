package org.fluxwatch.contract.netcdf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A variable of an open file. Values come unpacked (`scale_factor`, `add_offset`) and NaN where the file says missing
/// (`_FillValue`, `missing_value`) or holds the fill of netCDF or I/O API (beyond 9e35 either way).
public abstract sealed class GridVariable permits NetcdfJavaFile.Values, Hdf5Variable {
    private static final double BEYOND_NUMBERS = 9e35;

    private final GridFile file;
    private final String name;
    private final List<String> dimensions;
    private final int[] shape;

    /// Values as they stand: an array of a primitive type.
    record Raw(Object values, boolean unsigned) {}

    GridVariable(GridFile file, String name, List<String> dimensions, int[] shape) {
        this.file = file;
        this.name = name;
        this.dimensions = List.copyOf(dimensions);
        this.shape = shape.clone();
    }

    abstract Raw raw(int[] origin, int[] window);

    /// An attribute as text, blanks at its ends removed.
    public abstract Optional<String> text(String attribute);

    public abstract Optional<double[]> numbers(String attribute);

    /// Text of a character or string variable, one per row, blanks and zeros at their ends removed.
    public abstract List<String> texts();

    public final String name() {
        return name;
    }

    public final GridFile file() {
        return file;
    }

    /// Names of the dimensions, slowest first; `""` where a dimension has none.
    public final List<String> dimensions() {
        return dimensions;
    }

    public final int[] shape() {
        return shape.clone();
    }

    /// Units as the file has them; empty where it has none.
    public final String units() {
        return text("units").orElse("");
    }

    public final Optional<Double> number(String attribute) {
        return numbers(attribute).filter(numbers -> numbers.length > 0).map(numbers -> numbers[0]);
    }

    /// Of a length that fits one array.
    public final int size() {
        return size(shape);
    }

    static int size(int[] lengths) {
        int size = 1;
        for (int length : lengths) size = Math.multiplyExact(size, length);
        return size;
    }

    /// An exception that names file and variable.
    public final InputException wrong(String what) {
        return new InputException(place() + what);
    }

    public final InputException wrong(String what, Throwable cause) {
        return new InputException(place() + what, cause);
    }

    private String place() {
        return file.path() + ": variable " + name + " ";
    }

    public final void requireDimensions(int expected) {
        if (shape.length != expected)
            throw wrong("has the dimensions " + dimensions + " " + Arrays.toString(shape) + ", expected " + expected
                    + " dimensions");
    }

    /// All values in the order of the file.
    public final double[] doubles() {
        return doubles(new int[shape.length], shape);
    }

    /// Values of a window in the order of the file.
    ///
    /// @param origin first index of each dimension
    /// @param window length of each dimension
    public final double[] doubles(int[] origin, int[] window) {
        check(origin, window);
        final Raw raw = raw(origin, window);
        final double[] values = wide(raw);
        final double[] missing = missing(raw);
        final double scale = number("scale_factor").orElse(1.0);
        final double offset = number("add_offset").orElse(0.0);
        for (int i = 0; i < values.length; i++)
            values[i] = isMissing(values[i], missing) ? Double.NaN : values[i] * scale + offset;
        return values;
    }

    /// As [#doubles(int\[\], int\[\])], in single precision. Packed values are unpacked in double.
    public final float[] floats(int[] origin, int[] window) {
        check(origin, window);
        final Raw raw = raw(origin, window);
        final double[] missing = missing(raw);
        final double scale = number("scale_factor").orElse(1.0);
        final double offset = number("add_offset").orElse(0.0);
        if (raw.values() instanceof float[] values && scale == 1 && offset == 0) {
            for (int i = 0; i < values.length; i++) if (isMissing(values[i], missing)) values[i] = Float.NaN;
            return values;
        }
        final double[] wide = wide(raw);
        final float[] values = new float[wide.length];
        for (int i = 0; i < values.length; i++)
            values[i] = isMissing(wide[i], missing) ? Float.NaN : (float) (wide[i] * scale + offset);
        return values;
    }

    private void check(int[] origin, int[] window) {
        boolean inside = origin.length == shape.length && window.length == shape.length;
        for (int d = 0; inside && d < shape.length; d++)
            inside = origin[d] >= 0 && window[d] >= 0 && (long) origin[d] + window[d] <= shape[d];
        if (!inside)
            throw wrong("has the shape " + Arrays.toString(shape) + ", expected room for " + Arrays.toString(window)
                    + " from " + Arrays.toString(origin));
    }

    private double[] wide(Raw raw) {
        return switch (raw.values()) {
            case double[] values -> values;
            case float[] values -> {
                final double[] wide = new double[values.length];
                for (int i = 0; i < wide.length; i++) wide[i] = values[i];
                yield wide;
            }
            case long[] values -> Arrays.stream(values).asDoubleStream().toArray();
            case int[] values -> {
                final double[] wide = new double[values.length];
                for (int i = 0; i < wide.length; i++)
                    wide[i] = raw.unsigned() ? Integer.toUnsignedLong(values[i]) : values[i];
                yield wide;
            }
            case short[] values -> {
                final double[] wide = new double[values.length];
                for (int i = 0; i < wide.length; i++)
                    wide[i] = raw.unsigned() ? Short.toUnsignedInt(values[i]) : values[i];
                yield wide;
            }
            case byte[] values -> {
                final double[] wide = new double[values.length];
                for (int i = 0; i < wide.length; i++)
                    wide[i] = raw.unsigned() ? Byte.toUnsignedInt(values[i]) : values[i];
                yield wide;
            }
            default -> throw wrong("is of type " + raw.values().getClass().getSimpleName() + ", expected numbers");
        };
    }

    /// Of single precision where the values are, for the attributes may be double all the same.
    private double[] missing(Raw raw) {
        final double[] fill = numbers("_FillValue").orElse(new double[0]);
        final double[] missing = numbers("missing_value").orElse(new double[0]);
        final double[] both = Arrays.copyOf(fill, fill.length + missing.length);
        System.arraycopy(missing, 0, both, fill.length, missing.length);
        if (raw.values() instanceof float[]) for (int i = 0; i < both.length; i++) both[i] = (float) both[i];
        return both;
    }

    private static boolean isMissing(double value, double[] missing) {
        if (!(Math.abs(value) < BEYOND_NUMBERS)) return true;
        for (double one : missing) if (value == one) return true;
        return false;
    }

    static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) <= ' ')) end--;
        return text.substring(0, end).stripLeading();
    }
}
