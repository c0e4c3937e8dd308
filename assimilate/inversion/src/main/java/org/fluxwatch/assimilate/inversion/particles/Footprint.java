package org.fluxwatch.assimilate.inversion.particles;

import java.util.Arrays;

/// Footprints of one receptor, gathered backwards in time, bin by bin. A step's footprint is that of the air flow
/// half a step before and after it, so that at the edge of two bins half goes to each.
final class Footprint {
    private final FlowLayout layout;
    /// By column, ppm per µmol m-2 s-1; of the bin that is open, of that after it, of the step between them.
    private float[] open;

    private float[] later;
    private final float[] edge;
    private int openBin;
    private int laterBin;

    private int[] bins = new int[0];
    private int[] cells = new int[0];
    private float[] values = new float[0];
    private int size;
    private double negative;

    Footprint(FlowLayout layout) {
        this.layout = layout;
        open = new float[layout.columns()];
        later = new float[layout.columns()];
        edge = new float[layout.columns()];
    }

    /// Of the first step half is before the observation: its other half is in no bin.
    void start(int bin) {
        size = 0;
        negative = 0;
        openBin = bin;
        laterBin = Integer.MAX_VALUE;
    }

    int bin() {
        return openBin;
    }

    float[] open() {
        return open;
    }

    float[] edge() {
        return edge;
    }

    /// Opens the bin before.
    void openBefore(int bin) {
        final float[] empty = later;
        later = open;
        open = empty;
        laterBin = openBin;
        openBin = bin;
    }

    /// Shares out the step at the edge and files the later bin.
    void settleEdge() {
        for (int column = 0; column < open.length; column++) {
            final float half = 0.5f * edge[column];
            open[column] += half;
            later[column] += half;
            edge[column] = 0;
        }
        if (laterBin < Integer.MAX_VALUE) close(later, laterBin);
        Arrays.fill(later, 0);
    }

    void finish() {
        close(open, openBin);
        Arrays.fill(open, 0);
    }

    /// Cells from the last to the first, as bins are.
    private void close(float[] of, int bin) {
        final int nx = layout.grid().nx();
        for (int j = layout.grid().ny() - 1; j >= 0; j--)
            for (int i = nx - 1; i >= 0; i--) {
                final float value = of[layout.column(i, j)];
                if (value < 0) negative += value;
                else if (value != 0) file(bin, j * nx + i, value);
            }
    }

    private void file(int bin, int cell, float value) {
        if (size == bins.length) {
            final int capacity = Math.max(4096, 2 * size);
            bins = Arrays.copyOf(bins, capacity);
            cells = Arrays.copyOf(cells, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        bins[size] = bin;
        cells[size] = cell;
        values[size++] = value;
    }

    /// Σ of what was below zero and not filed.
    double negative() {
        return negative;
    }

    int[] bins() {
        return ascending(bins);
    }

    int[] cells() {
        return ascending(cells);
    }

    float[] values() {
        final float[] ascending = new float[size];
        for (int at = 0; at < size; at++) ascending[at] = values[size - 1 - at];
        return ascending;
    }

    private int[] ascending(int[] descending) {
        final int[] ascending = new int[size];
        for (int at = 0; at < size; at++) ascending[at] = descending[size - 1 - at];
        return ascending;
    }
}
