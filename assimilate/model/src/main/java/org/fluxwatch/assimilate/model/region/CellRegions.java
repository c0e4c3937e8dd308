package org.fluxwatch.assimilate.model.region;

/// The regions of every cell, with what the cell's flux counts for in them.
public final class CellRegions {
    private final int regions;
    /// Where a cell's regions begin `[cells + 1]`.
    private final int[] begin;

    private final int[] region;
    private final double[] weight;

    /// @param cells of the grid that the totals are of
    public CellRegions(RegionTotals totals, int cells) {
        regions = totals.names().size();
        begin = new int[cells + 1];
        for (int c = 0; c < cells; c++) {
            begin[c + 1] = begin[c];
            for (int r = 0; r < regions; r++) if (totals.weight(r, c) > 0) begin[c + 1]++;
        }
        region = new int[begin[cells]];
        weight = new double[begin[cells]];
        for (int c = 0, at = 0; c < cells; c++)
            for (int r = 0; r < regions; r++)
                if (totals.weight(r, c) > 0) {
                    region[at] = r;
                    weight[at++] = totals.weight(r, c);
                }
    }

    public int cells() {
        return begin.length - 1;
    }

    public int regions() {
        return regions;
    }

    /// Adds a cell's flux to the totals of the regions it lies in.
    ///
    /// @param flux µmol m-2 s-1
    /// @param totals TgC per day, region r at `first + r`
    public void add(int cell, double flux, double[] totals, int first) {
        for (int at = begin[cell]; at < begin[cell + 1]; at++) totals[first + region[at]] += weight[at] * flux;
    }
}
