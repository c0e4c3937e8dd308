package org.fluxwatch.assimilate.inversion.particles;

import java.util.Arrays;

/// Particles, one an index: where each is, and the share of the observation that it stands for. Arrays grow with the
/// first release and are used again for the next.
final class Cloud {
    /// Column of [FlowLayout]; `~column` of the rim where the particle has left.
    int[] column = new int[0];
    int[] level = new int[0];
    /// Place in the cell, 0 to 1 along x, y and up, in shares of its air.
    float[] x = new float[0];
    float[] y = new float[0];
    float[] z = new float[0];
    /// ppm per ppm.
    float[] weight = new float[0];
    /// Which particle of the release; random numbers are counted by it.
    int[] number = new int[0];
    /// Step of the hour in which the particle left.
    int[] leftIn = new int[0];
    int size;

    private int[] starts = new int[0];
    private int[] order = new int[0];
    private int[] ints = new int[0];
    private float[] floats = new float[0];

    void clear(int capacity) {
        size = 0;
        if (column.length >= capacity) return;
        column = new int[capacity];
        level = new int[capacity];
        x = new float[capacity];
        y = new float[capacity];
        z = new float[capacity];
        weight = new float[capacity];
        number = new int[capacity];
        leftIn = new int[capacity];
    }

    void add(int atColumn, int atLevel, float atX, float atY, float atZ, float share) {
        if (size == column.length) grow();
        column[size] = atColumn;
        level[size] = atLevel;
        x[size] = atX;
        y[size] = atY;
        z[size] = atZ;
        weight[size] = share;
        number[size] = size;
        size++;
    }

    private void grow() {
        final int capacity = Math.max(1024, 2 * size);
        column = Arrays.copyOf(column, capacity);
        level = Arrays.copyOf(level, capacity);
        x = Arrays.copyOf(x, capacity);
        y = Arrays.copyOf(y, capacity);
        z = Arrays.copyOf(z, capacity);
        weight = Arrays.copyOf(weight, capacity);
        number = Arrays.copyOf(number, capacity);
        leftIn = Arrays.copyOf(leftIn, capacity);
    }

    /// Closes the gaps that particles leave which are gone; keeps the order.
    void compact() {
        int to = 0;
        for (int from = 0; from < size; from++) {
            if (column[from] < 0) continue;
            if (to < from) move(from, to);
            to++;
        }
        size = to;
    }

    /// Puts particles in the order of their columns, so that neighbours in the arrays are neighbours in the air and the
    /// processor finds their cells together. None may have left.
    ///
    /// @param columns that there are
    void sort(int columns) {
        if (starts.length < columns + 1) starts = new int[columns + 1];
        Arrays.fill(starts, 0);
        for (int p = 0; p < size; p++) starts[column[p] + 1]++;
        for (int c = 0; c < columns; c++) starts[c + 1] += starts[c];
        if (order.length < column.length) {
            order = new int[column.length];
            ints = new int[column.length];
            floats = new float[column.length];
        }
        for (int p = 0; p < size; p++) order[starts[column[p]]++] = p;
        column = ordered(column);
        level = ordered(level);
        number = ordered(number);
        x = ordered(x);
        y = ordered(y);
        z = ordered(z);
        weight = ordered(weight);
    }

    private int[] ordered(int[] values) {
        final int[] ordered = ints;
        for (int p = 0; p < size; p++) ordered[p] = values[order[p]];
        ints = values;
        return ordered;
    }

    private float[] ordered(float[] values) {
        final float[] ordered = floats;
        for (int p = 0; p < size; p++) ordered[p] = values[order[p]];
        floats = values;
        return ordered;
    }

    private void move(int from, int to) {
        column[to] = column[from];
        level[to] = level[from];
        x[to] = x[from];
        y[to] = y[from];
        z[to] = z[from];
        weight[to] = weight[from];
        number[to] = number[from];
    }
}
