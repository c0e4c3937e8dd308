package org.fluxwatch.assimilate.inversion.cells;

import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.model.regrid.CellPieces;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.region.Region;

/// The cells of latitude and longitude whose fluxes are optimised, and how they lie on the model's grid. Optimised
/// cells are counted in the order of their grid: the place of a cell among them is its number everywhere else.
public final class FluxCells {
    /// Of a cell that is optimised at least this much lies in the domain, and in the regions.
    private static final double LEAST_SHARE = 0.5;

    private final Grid model;
    private final LatLonGrid grid;
    private final CellPieces pieces;
    /// Of each piece what a model cell's value counts in the mean of the piece's cell.
    private final double[] meanWeights;

    private final int[] places;
    private final int[] cells;

    private FluxCells(Grid model, LatLonGrid grid, List<Region> regions) {
        this.model = model;
        this.grid = grid;
        pieces = CellPieces.of(model, grid);
        meanWeights = new double[pieces.first(model.cells())];
        for (int i = 0; i < model.cells(); i++) {
            final double area = model.areaM2(i);
            for (int p = pieces.first(i); p < pieces.first(i + 1); p++)
                meanWeights[p] = pieces.share(p) * area / pieces.insideM2(pieces.cell(p));
        }
        final double[] inRegions = new double[grid.cells()];
        for (Region region : regions) {
            final double[] areas = RegionAreas.of(grid, region);
            for (int c = 0; c < areas.length; c++) inRegions[c] += areas[c];
        }
        places = new int[grid.cells()];
        Arrays.fill(places, -1);
        int count = 0;
        for (int c = 0; c < places.length; c++) {
            final double least = LEAST_SHARE * grid.areaM2(c);
            if (pieces.insideM2(c) >= least && (regions.isEmpty() || inRegions[c] >= least)) places[c] = count++;
        }
        cells = new int[count];
        for (int c = 0; c < places.length; c++) if (places[c] >= 0) cells[places[c]] = c;
        if (count == 0)
            throw new IllegalArgumentException("no cell of " + grid + " lies for half in the domain of " + model
                    + (regions.isEmpty()
                            ? ""
                            : " and in " + regions.stream().map(Region::name).toList()));
    }

    /// @param regions that are optimised; none: all of the domain
    /// @throws IllegalArgumentException when no cell is optimised
    public static FluxCells of(Grid model, double cellDegrees, List<Region> regions) {
        return new FluxCells(model, LatLonGrid.covering(model, cellDegrees), regions);
    }

    public LatLonGrid grid() {
        return grid;
    }

    /// How many are optimised.
    public int count() {
        return cells.length;
    }

    /// Of each cell of the grid its place among the optimised, or -1 `[grid cells]`.
    public int[] places() {
        return places.clone();
    }

    /// The cell of the grid at a place.
    public int cell(int place) {
        return cells[place];
    }

    /// Degrees north of the optimised cells `[count]`.
    public double[] latitudes() {
        return Arrays.stream(cells).mapToDouble(grid::latitude).toArray();
    }

    /// Degrees east of the optimised cells `[count]`.
    public double[] longitudes() {
        return Arrays.stream(cells).mapToDouble(grid::longitude).toArray();
    }

    /// Of each cell of the model the share that lies in no optimised cell: 0 to 1 `[model cells]`.
    public float[] outsideShare() {
        final float[] outside = new float[model.cells()];
        for (int i = 0; i < outside.length; i++) {
            double inside = 0;
            for (int p = pieces.first(i); p < pieces.first(i + 1); p++)
                if (places[pieces.cell(p)] >= 0) inside += pieces.share(p);
            outside[i] = (float) Math.clamp(1 - inside, 0, 1);
        }
        return outside;
    }

    /// Means over the optimised cells of what a model has in its own.
    ///
    /// @param field `[model cells]`
    /// @param means is added to `[count]`
    public void addMeans(float[] field, double[] means) {
        for (int i = 0; i < field.length; i++)
            for (int p = pieces.first(i); p < pieces.first(i + 1); p++) {
                final int place = places[pieces.cell(p)];
                if (place >= 0) means[place] += field[i] * meanWeights[p];
            }
    }

    /// What answers to a flux kept over a model cell, as what answers to one kept over the optimised cells.
    ///
    /// @param sums is added to `[count]`
    void addRow(int modelCell, float value, double[] sums) {
        for (int p = pieces.first(modelCell); p < pieces.first(modelCell + 1); p++) {
            final int place = places[pieces.cell(p)];
            if (place >= 0) sums[place] += value * pieces.share(p);
        }
    }

    /// A field of the grid from one of the optimised cells, NaN elsewhere `[grid cells]`.
    public float[] onGrid(double[] ofCells) {
        final float[] field = new float[grid.cells()];
        Arrays.fill(field, Float.NaN);
        for (int place = 0; place < cells.length; place++) field[cells[place]] = (float) ofCells[place];
        return field;
    }

    @Override
    public String toString() {
        return cells.length + " optimised cells of " + grid;
    }
}
