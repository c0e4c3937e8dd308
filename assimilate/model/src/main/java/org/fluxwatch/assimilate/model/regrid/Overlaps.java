package org.fluxwatch.assimilate.model.regrid;

import java.util.Arrays;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;

/// Pieces of source cells in model cells, as they are found.
final class Overlaps {
    private final int[] piecesOfTarget;
    private int size;
    private int[] row = new int[1024];
    private int[] column = new int[1024];
    private int[] target = new int[1024];
    private double[] sourceM2 = new double[1024];
    private double[] targetM2 = new double[1024];

    Overlaps(int targets) {
        piecesOfTarget = new int[targets];
    }

    /// Of a source with a grid of either kind.
    static Overlaps of(SourceCells source, Grid grid) {
        return switch (grid) {
            case LatLonGrid latLon -> LatLonOverlaps.of(source, latLon);
            case StereographicGrid stereographic -> StereographicOverlaps.of(source, stereographic);
        };
    }

    /// @param pieceSourceM2 the source cell's true area times its share in the piece; what mass is reckoned by
    /// @param pieceTargetM2 area of the piece as cut out of the model cell; differs by how well the outline is
    /// followed
    void add(int sourceRow, int sourceColumn, int targetCell, double pieceSourceM2, double pieceTargetM2) {
        if (size == row.length) {
            row = Arrays.copyOf(row, 2 * size);
            column = Arrays.copyOf(column, 2 * size);
            target = Arrays.copyOf(target, 2 * size);
            sourceM2 = Arrays.copyOf(sourceM2, 2 * size);
            targetM2 = Arrays.copyOf(targetM2, 2 * size);
        }
        row[size] = sourceRow;
        column[size] = sourceColumn;
        target[size] = targetCell;
        sourceM2[size] = pieceSourceM2;
        targetM2[size++] = pieceTargetM2;
        piecesOfTarget[targetCell]++;
    }

    int size() {
        return size;
    }

    int row(int overlap) {
        return row[overlap];
    }

    int column(int overlap) {
        return column[overlap];
    }

    int target(int overlap) {
        return target[overlap];
    }

    double sourceM2(int overlap) {
        return sourceM2[overlap];
    }

    double targetM2(int overlap) {
        return targetM2[overlap];
    }

    /// Where the pieces of each target begin once sorted by target `[targets+1]`.
    int[] firstOfTargets() {
        final int[] first = new int[piecesOfTarget.length + 1];
        for (int t = 0; t < piecesOfTarget.length; t++) first[t + 1] = first[t] + piecesOfTarget[t];
        return first;
    }

    Window window() {
        final int x0 = Arrays.stream(column, 0, size).min().orElse(0);
        final int y0 = Arrays.stream(row, 0, size).min().orElse(0);
        return new Window(
                x0,
                y0,
                Arrays.stream(column, 0, size).max().orElse(-1) + 1 - x0,
                Arrays.stream(row, 0, size).max().orElse(-1) + 1 - y0);
    }
}
