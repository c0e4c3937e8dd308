package org.fluxwatch.contract.netcdf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Copies what a block of values, such as a chunk, has of a window.
///
/// @param shape lengths of the block
record BlockCopy(int[] shape, int bytesPerValue) {
    /// Bytes in the order in which they come.
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /// @param bytes of the block, row by row
    /// @param shuffled whether the first bytes of all values come first, then the second ones
    /// @param at first index of the block in each dimension
    /// @param origin first index of the window
    /// @param window its lengths
    /// @param out its bytes, row by row
    void copy(byte[] bytes, boolean shuffled, int[] at, int[] origin, int[] window, byte[] out) {
        final int last = shape.length - 1;
        final int[] from = new int[shape.length];
        final int[] to = new int[shape.length];
        for (int d = 0; d <= last; d++) {
            from[d] = Math.max(origin[d], at[d]);
            to[d] = Math.min(origin[d] + window[d], at[d] + shape[d]);
        }
        // what is whole in the dimensions behind it lies in one piece, in the block and in the window
        int inner = last;
        int piece = 1;
        while (inner > 0 && shape[inner] == window[inner] && to[inner] - from[inner] == shape[inner])
            piece *= shape[inner--];
        final int values = GridVariable.size(shape);
        final int[] index = from.clone();
        int d = shape.length;
        while (d != 0) {
            int source = 0;
            int target = 0;
            for (int e = 0; e <= last; e++) {
                source = source * shape[e] + index[e] - at[e];
                target = target * window[e] + index[e] - origin[e];
            }
            final int length = (to[inner] - from[inner]) * piece;
            if (shuffled) gather(bytes, values, source, length, out, target);
            else System.arraycopy(bytes, source * bytesPerValue, out, target * bytesPerValue, length * bytesPerValue);
            for (d = inner; d > 0; d--) {
                if (++index[d - 1] < to[d - 1]) break;
                index[d - 1] = from[d - 1];
            }
        }
    }

    private void gather(byte[] bytes, int values, int source, int length, byte[] out, int target) {
        if (bytesPerValue == Float.BYTES) {
            gatherFours(bytes, values, source, length, out, target * bytesPerValue);
            return;
        }
        for (int b = 0; b < bytesPerValue; b++) {
            final int plane = b * values + source;
            int at = target * bytesPerValue + b;
            for (int i = 0; i < length; i++, at += bytesPerValue) out[at] = bytes[plane + i];
        }
    }

    /// The same for most of all values, put together at once.
    private static void gatherFours(byte[] bytes, int values, int source, int length, byte[] out, int at) {
        for (int i = source; i < source + length; i++, at += Float.BYTES)
            INTS.set(
                    out,
                    at,
                    bytes[i] & 0xff
                            | (bytes[i + values] & 0xff) << 8
                            | (bytes[i + 2 * values] & 0xff) << 16
                            | bytes[i + 3 * values] << 24);
    }
}
