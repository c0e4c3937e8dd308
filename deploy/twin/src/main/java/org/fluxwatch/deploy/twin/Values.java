package org.fluxwatch.deploy.twin;

/// The numbers or texts of a netCDF variable, row by row; the arrays are not copied.
public sealed interface Values {
    record Floats(float[] array) implements Values {}

    record Doubles(double[] array) implements Values {}

    record UnsignedLongs(long[] array) implements Values {}

    record Ints(int[] array) implements Values {}

    record Shorts(short[] array) implements Values {}

    record Bytes(byte[] array) implements Values {}

    record UnsignedBytes(byte[] array) implements Values {}

    /// One ASCII character each.
    record Characters(byte[] array) implements Values {}

    record Strings(String[] array) implements Values {}
}
