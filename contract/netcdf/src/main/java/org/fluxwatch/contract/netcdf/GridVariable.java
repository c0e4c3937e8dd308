package org.fluxwatch.contract.netcdf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A variable of an open file. Values come unpacked and NaN where they are missing, both by [ValueRules].
public abstract sealed class GridVariable permits LocalVariable, ReaderVariable {
    /// Stands for a missing code.
    public static final int MISSING = Integer.MIN_VALUE;

    private final GridFile file;
    private final String name;
    private final List<String> dimensions;
    private final int[] shape;
    private volatile @Nullable ValueRules rules;

    /// Values as they stand: an array of a primitive type.
    record Raw(Object values, boolean unsigned) {}

    GridVariable(GridFile file, String name, List<String> dimensions, int[] shape) {
        this.file = file;
        this.name = name;
        this.dimensions = List.copyOf(dimensions);
        this.shape = shape.clone();
    }

    abstract Raw raw(int[] origin, int[] window);

    abstract Attributes attributes();

    public final AttributeType type(String attribute) {
        return attributes().type(attribute);
    }

    /// An attribute as text, blanks at its ends removed.
    public final Optional<String> text(String attribute) {
        return attributes().text(attribute);
    }

    public final Optional<double[]> numbers(String attribute) {
        return attributes().numbers(attribute);
    }

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
        check(new int[shape.length], shape);
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

    /// File and variable, as messages begin.
    final String place() {
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
        return rules().doubles(raw(origin, window));
    }

    /// As [#doubles(int\[\], int\[\])], in single precision. Packed values are unpacked in double.
    public final float[] floats(int[] origin, int[] window) {
        check(origin, window);
        return rules().floats(raw(origin, window));
    }

    /// All values of a variable of integers, 0 where missing; unsigned ones of 64 bits as their bits.
    public final long[] longs() {
        return integers(0);
    }

    /// All values of a flag or code, [#MISSING] where missing.
    public final int[] codes() {
        final long[] wide = integers(MISSING);
        final int[] codes = new int[wide.length];
        for (int i = 0; i < codes.length; i++) {
            if (wide[i] != (int) wide[i]) throw wrong("holds " + wide[i] + ", expected a small code");
            codes[i] = (int) wide[i];
        }
        return codes;
    }

    private long[] integers(long forMissing) {
        final int[] origin = new int[shape.length];
        check(origin, shape);
        return rules().integers(raw(origin, shape), forMissing);
    }

    private ValueRules rules() {
        if (rules == null) rules = new ValueRules(this);
        return rules;
    }

    private void check(int[] origin, int[] window) {
        boolean inside = origin.length == shape.length && window.length == shape.length;
        for (int d = 0; inside && d < shape.length; d++)
            inside = origin[d] >= 0 && window[d] >= 0 && (long) origin[d] + window[d] <= shape[d];
        if (!inside)
            throw wrong("has the shape " + Arrays.toString(shape) + ", expected room for " + Arrays.toString(window)
                    + " from " + Arrays.toString(origin));
        long values = 1;
        for (int length : window) {
            values *= length;
            if (values > Integer.MAX_VALUE)
                throw wrong("has the shape " + Arrays.toString(shape) + ", expected fewer values to be read at once");
        }
    }

    static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) <= ' ')) end--;
        return text.substring(0, end).stripLeading();
    }
}
