package org.fluxwatch.assimilate.model.regrid;

import java.util.Arrays;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;

/// How a grid's cells are made up of pieces of the cells of latitude and longitude: what joins a model's grid and
/// one on which fluxes are estimated.
/// ```
/// model flux of a cell i = Σ_c s_ic f_c          s_ic: the share of model cell i that lies in cell c
/// mean over a cell c     = Σ_i s_ic A_i f_i / Σ_i s_ic A_i
/// ```
public final class CellPieces {
    private final int[] first;
    private final int[] cells;
    private final double[] shares;
    private final double[] inside;

    private CellPieces(Overlaps overlaps, Grid model, LatLonGrid grid) {
        first = overlaps.firstOfTargets();
        cells = new int[overlaps.size()];
        shares = new double[overlaps.size()];
        final double[] whole = new double[model.cells()];
        for (int o = 0; o < overlaps.size(); o++) whole[overlaps.target(o)] += overlaps.targetM2(o);
        final int[] next = Arrays.copyOf(first, model.cells());
        for (int o = 0; o < overlaps.size(); o++) {
            final int target = overlaps.target(o);
            final int at = next[target]++;
            cells[at] = grid.cell(overlaps.column(o), overlaps.row(o));
            shares[at] = overlaps.targetM2(o) / whole[target];
        }
        inside = new double[grid.cells()];
        for (int i = 0; i < model.cells(); i++)
            for (int p = first[i]; p < first[i + 1]; p++) inside[cells[p]] += shares[p] * model.areaM2(i);
    }

    /// @param model whose cells all lie in the other grid
    public static CellPieces of(Grid model, LatLonGrid grid) {
        final double[] latitudeEdges = new double[grid.ny() + 1];
        for (int j = 0; j <= grid.ny(); j++) latitudeEdges[j] = Math.min(90, grid.south() + j * grid.cellDegrees());
        final double[] longitudeEdges = new double[grid.nx() + 1];
        for (int i = 0; i <= grid.nx(); i++) longitudeEdges[i] = grid.west() + i * grid.cellDegrees();
        final SourceCells source = new SourceCells(latitudeEdges, longitudeEdges);
        return new CellPieces(Overlaps.of(source, model), model, grid);
    }

    /// Where the pieces of a model cell begin; they end where those of the next begin.
    public int first(int modelCell) {
        return first[modelCell];
    }

    /// The cell that a piece lies in.
    public int cell(int piece) {
        return cells[piece];
    }

    /// The share of its model cell that a piece is, 0 to 1; those of a model cell sum to 1.
    public double share(int piece) {
        return shares[piece];
    }

    /// Area of a cell that lies in the model's domain, m².
    public double insideM2(int cell) {
        return inside[cell];
    }
}
