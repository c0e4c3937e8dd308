package org.fluxwatch.publish.remote;

import java.util.Arrays;

/// The values of a series, in the order of time.
final class Samples {
    private static final int FIRST_ROOM = 32;

    private long[] timesMs = new long[FIRST_ROOM];
    private double[] values = new double[FIRST_ROOM];
    private int count;

    /// @param timeMs since 1970
    void add(long timeMs, double value) {
        if (count == timesMs.length) {
            timesMs = Arrays.copyOf(timesMs, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        timesMs[count] = timeMs;
        values[count++] = value;
    }

    int count() {
        return count;
    }

    /// Since 1970.
    long timeMs(int n) {
        return timesMs[n];
    }

    double value(int n) {
        return values[n];
    }
}
