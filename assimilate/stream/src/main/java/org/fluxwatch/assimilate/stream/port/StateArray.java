package org.fluxwatch.assimilate.stream.port;

import java.util.List;

/// An array of a state. Where it has two dimensions or more, the last one is contiguous and may be padded in memory;
/// padding is not kept.
///
/// @param name in keys and files
/// @param units CF `units`; empty: its own
/// @param dimensions names
/// @param lengths of the dimensions
/// @param stride floats in memory from one run of the last dimension to the next; 1 for a single dimension
/// @param values not copied
public record StateArray(
        String name, String units, List<String> dimensions, List<Integer> lengths, int stride, float[] values) {
    public StateArray {
        dimensions = List.copyOf(dimensions);
        lengths = List.copyOf(lengths);
        if (dimensions.size() != lengths.size() || stride < used(lengths) || values.length != runs(lengths) * stride)
            throw new IllegalArgumentException("array " + name + " of " + dimensions + " " + lengths + " with stride "
                    + stride + " has " + values.length + " floats");
    }

    /// A copy of the same array without padding.
    public StateArray packed() {
        final StateArray packed = new StateArray(
                name, units, dimensions, lengths, used(lengths), new float[runs(lengths) * used(lengths)]);
        copyTo(packed);
        return packed;
    }

    /// Copies the values, not the padding, into an array of the same lengths.
    public void copyTo(StateArray other) {
        for (int run = 0; run < runs(); run++)
            System.arraycopy(values, run * stride, other.values, run * other.stride, used());
    }

    private static int used(List<Integer> lengths) {
        return lengths.size() == 1 ? 1 : lengths.getLast();
    }

    private static int runs(List<Integer> lengths) {
        int runs = lengths.getFirst();
        for (int d = 1; d < lengths.size() - 1; d++) runs *= lengths.get(d);
        return runs;
    }

    /// Values of a run that mean something; the rest is padding.
    public int used() {
        return used(lengths);
    }

    public int runs() {
        return runs(lengths);
    }
}
