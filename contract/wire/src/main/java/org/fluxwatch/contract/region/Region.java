package org.fluxwatch.contract.region;

import org.fluxwatch.contract.grid.Grid;

/// A part of the earth that fluxes are summed over.
public sealed interface Region permits BoxRegion, PolygonRegion {
    /// Samples of a cell on the border, along each of its sides.
    int SAMPLES = 50;

    /// As reports name it.
    String name();

    boolean contains(double latitude, double longitude);

    /// The whole of it, m².
    double areaM2();

    enum Place {
        INSIDE,
        OUTSIDE,
        BORDER
    }

    /// Where a cell surely lies; BORDER where that is not sure.
    Place place(Grid grid, int i, int j);

    /// Area of each cell that lies in the region, m² `[cells]`; cells on the border by 50 x 50 samples.
    default double[] areasM2(Grid grid) {
        final double[] areas = new double[grid.cells()];
        for (int j = 0; j < grid.ny(); j++)
            for (int i = 0; i < grid.nx(); i++) {
                final double share =
                        switch (place(grid, i, j)) {
                            case INSIDE -> 1;
                            case OUTSIDE -> 0;
                            case BORDER -> sampled(grid, i, j);
                        };
                areas[grid.cell(i, j)] = grid.areaM2(i, j) * share;
            }
        return areas;
    }

    private double sampled(Grid grid, int i, int j) {
        int inside = 0;
        for (int b = 0; b < SAMPLES; b++)
            for (int a = 0; a < SAMPLES; a++) {
                final double x = i + (a + 0.5) / SAMPLES - 0.5;
                final double y = j + (b + 0.5) / SAMPLES - 0.5;
                if (contains(grid.latitude(x, y), grid.longitude(x, y))) inside++;
            }
        return inside / (double) (SAMPLES * SAMPLES);
    }
}
