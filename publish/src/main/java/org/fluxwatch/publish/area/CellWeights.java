package org.fluxwatch.publish.area;

import java.util.ArrayList;
import java.util.List;

/// The cells of an area.
///
/// @param cells indices, ascending
/// @param squareMetres of each cell within the area, m²
/// @param runs of cells that are read at once where each cell has many values
/// @param spans of cells that are read at once where each has one
public record CellWeights(int[] cells, double[] squareMetres, List<Run> runs, List<Run> spans) {
    /// What lies between two cells is read and left aside where it is as short as this.
    private static final int SHORT_GAP = 16;

    private static final int LONG_GAP = 4_096;

    /// Cells read at once: with 50 members 200 kB, which a core's own cache holds.
    private static final int LONGEST_RUN = 1_024;

    private static final int LONGEST_SPAN = 50 * LONGEST_RUN;

    /// Neighbours in a file.
    ///
    /// @param first cell
    /// @param end cell after the last
    /// @param from index into the cells of the area
    /// @param to index after that of the last
    public record Run(int first, int end, int from, int to) {
        int length() {
            return end - first;
        }
    }

    /// @param areas of all cells of the grid, m² `[cells]`; 0 outside the area
    public static CellWeights of(double[] areas) {
        int count = 0;
        for (double area : areas) if (area > 0) count++;
        final int[] cells = new int[count];
        final double[] squareMetres = new double[count];
        int n = 0;
        for (int c = 0; c < areas.length; c++)
            if (areas[c] > 0) {
                cells[n] = c;
                squareMetres[n++] = areas[c];
            }
        return new CellWeights(
                cells, squareMetres, runs(cells, SHORT_GAP, LONGEST_RUN), runs(cells, LONG_GAP, LONGEST_SPAN));
    }

    private static List<Run> runs(int[] cells, int gap, int longest) {
        final List<Run> runs = new ArrayList<>();
        int from = 0;
        for (int n = 1; n <= cells.length; n++)
            if (n == cells.length || cells[n] - cells[n - 1] > gap || cells[n] - cells[from] >= longest) {
                runs.add(new Run(cells[from], cells[n - 1] + 1, from, n));
                from = n;
            }
        return List.copyOf(runs);
    }

    public boolean isEmpty() {
        return cells.length == 0;
    }

    /// m².
    public double areaM2() {
        double sum = 0;
        for (double area : squareMetres) sum += area;
        return sum;
    }
}
