package org.fluxwatch.assimilate.inversion.cells;

import java.util.Arrays;
import org.fluxwatch.assimilate.inversion.row.Row;

/// A row as the optimised cells see it, from some bin on. Arrays are aligned, ascending by bin, then by cell.
///
/// @param bins 3-hour bins, as [Row]
/// @param cells places among the optimised cells
/// @param ppmPerFlux ppm per µmol m-2 s-1 kept over the bin and cell
public record CellRow(int[] bins, int[] cells, float[] ppmPerFlux) {
    @FunctionalInterface
    private interface Adding {
        void add(int cell, float value, double[] sums);
    }

    /// @param row on the model's grid
    /// @param firstBin what is before belongs to the background
    public static CellRow ofModel(Row row, FluxCells cells, int firstBin) {
        return new Sums(cells.count()).of(row, firstBin, cells::addRow);
    }

    /// @param row on the grid of the flux cells
    /// @param firstBin what is before belongs to the background
    public static CellRow ofGrid(Row row, FluxCells cells, int firstBin) {
        final int[] places = cells.places();
        return new Sums(cells.count()).of(row, firstBin, (cell, value, sums) -> {
            if (places[cell] >= 0) sums[places[cell]] += value;
        });
    }

    /// Sums bin by bin.
    private static final class Sums {
        private final double[] sums;
        private int size;
        private int[] bins = new int[1024];
        private int[] cells = new int[1024];
        private float[] values = new float[1024];

        Sums(int count) {
            sums = new double[count];
        }

        CellRow of(Row row, int firstBin, Adding adding) {
            for (int entry = 0; entry < row.size(); entry++) {
                final int bin = row.bins()[entry];
                if (bin < firstBin) continue;
                adding.add(row.cells()[entry], row.ppmPerFlux()[entry], sums);
                if (entry + 1 == row.size() || row.bins()[entry + 1] != bin) close(bin);
            }
            return new CellRow(Arrays.copyOf(bins, size), Arrays.copyOf(cells, size), Arrays.copyOf(values, size));
        }

        private void close(int bin) {
            for (int place = 0; place < sums.length; place++) {
                final float value = (float) sums[place];
                sums[place] = 0;
                if (value == 0) continue;
                if (size == bins.length) grow();
                bins[size] = bin;
                cells[size] = place;
                values[size++] = value;
            }
        }

        private void grow() {
            bins = Arrays.copyOf(bins, 2 * size);
            cells = Arrays.copyOf(cells, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
    }
}
