package org.fluxwatch.deploy.twin;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.function.IntFunction;

/// Values as jHDF takes them: arrays of arrays of numbers or texts.
final class Hdf5Arrays {
    private Hdf5Arrays() {}

    /// All values in one array; of characters, one byte each.
    static Object of(Values values) {
        return switch (values) {
            case Values.Floats v -> v.array();
            case Values.Doubles v -> v.array();
            case Values.UnsignedLongs v -> v.array();
            case Values.Ints v -> v.array();
            case Values.Shorts v -> v.array();
            case Values.Bytes v -> v.array();
            case Values.UnsignedBytes v -> v.array();
            case Values.Characters v -> v.array();
            case Values.Strings v -> v.array();
        };
    }

    static boolean unsigned(Values values) {
        return switch (values) {
            case Values.UnsignedLongs v -> true;
            case Values.UnsignedBytes v -> true;
            case Values.Floats v -> false;
            case Values.Doubles v -> false;
            case Values.Ints v -> false;
            case Values.Shorts v -> false;
            case Values.Bytes v -> false;
            case Values.Characters v -> false;
            case Values.Strings v -> false;
        };
    }

    /// @param flat row by row
    static Object nested(Object flat, int[] extent) {
        return nested(flat, 0, extent);
    }

    private static Object nested(Object flat, int from, int[] extent) {
        if (extent.length == 1 && Array.getLength(flat) == extent[0]) return flat;
        final Object whole = Array.newInstance(flat.getClass().getComponentType(), extent);
        if (extent.length == 1) {
            System.arraycopy(flat, from, whole, 0, extent[0]);
            return whole;
        }
        final int[] rest = Arrays.copyOfRange(extent, 1, extent.length);
        final int size = Arrays.stream(rest).reduce(1, Math::multiplyExact);
        for (int i = 0; i < extent[0]; i++) Array.set(whole, i, nested(flat, from + i * size, rest));
        return whole;
    }

    /// @param slab all values at an index of the first dimension
    static Object stacked(IntFunction<float[]> slab, int[] extent) {
        final Object whole = Array.newInstance(float.class, extent);
        final int[] rest = Arrays.copyOfRange(extent, 1, extent.length);
        for (int i = 0; i < extent[0]; i++) Array.set(whole, i, nested(slab.apply(i), 0, rest));
        return whole;
    }
}
