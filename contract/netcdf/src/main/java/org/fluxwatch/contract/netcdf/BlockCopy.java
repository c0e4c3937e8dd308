package org.fluxwatch.contract.netcdf;

/// Copies what a block of values, such as a chunk, has of a window.
///
/// @param shape lengths of the block
record BlockCopy(int[] shape, int bytesPerValue) {
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
            if (shuffled) gather(bytes, values, source, to[last] - from[last], out, target);
            else
                System.arraycopy(
                        bytes,
                        source * bytesPerValue,
                        out,
                        target * bytesPerValue,
                        (to[last] - from[last]) * bytesPerValue);
            for (d = last; d > 0; d--) {
                if (++index[d - 1] < to[d - 1]) break;
                index[d - 1] = from[d - 1];
            }
        }
    }

    private void gather(byte[] bytes, int values, int source, int length, byte[] out, int target) {
        for (int b = 0; b < bytesPerValue; b++) {
            final int plane = b * values + source;
            int at = target * bytesPerValue + b;
            for (int i = 0; i < length; i++, at += bytesPerValue) out[at] = bytes[plane + i];
        }
    }
}
