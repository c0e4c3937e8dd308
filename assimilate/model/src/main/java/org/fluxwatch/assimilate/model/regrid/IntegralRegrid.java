package org.fluxwatch.assimilate.model.regrid;

import java.util.Arrays;
import org.fluxwatch.contract.grid.Grid;

/// Brings what belongs to whole cells of latitude and longitude, such as a footprint's answer to a flux kept over a
/// cell, onto the model grid, and keeps its sum:
/// ```
/// out_i = Σ_j s_j a_ij / A_j        A: true areas; a_ij: the part of A_j that lies in model cell i
/// ```
/// It takes the footprint to be even within a cell of the file, as the flux it meets is within a cell of the model. A
/// density takes [ConservativeRegrid]. Set up once, then [#apply] is a sparse product.
public final class IntegralRegrid {
    private final Window window;
    private final int cells;
    private final int[] from;
    private final int[] to;
    private final double[] share;
    private final double[] inside;

    private IntegralRegrid(Window window, Overlaps overlaps, SourceCells source, int cells) {
        this.window = window;
        this.cells = cells;
        from = new int[overlaps.size()];
        to = new int[overlaps.size()];
        share = new double[overlaps.size()];
        inside = new double[window.size()];
        for (int o = 0; o < overlaps.size(); o++) {
            from[o] = (overlaps.row(o) - window.y0()) * window.nx() + overlaps.column(o) - window.x0();
            to[o] = overlaps.target(o);
            share[o] = overlaps.sourceM2(o) / source.areaM2(overlaps.row(o), overlaps.column(o));
            inside[from[o]] += share[o];
        }
    }

    /// @param latitudeEdges rising or falling, degrees north `[ny+1]`
    /// @param longitudeEdges rising, over 360 degrees or less, of any turn, degrees east `[nx+1]`
    /// @throws IllegalArgumentException when the edges are none, or the source does not meet the domain
    public static IntegralRegrid of(double[] latitudeEdges, double[] longitudeEdges, Grid target) {
        final SourceCells source = new SourceCells(latitudeEdges, longitudeEdges);
        final Overlaps overlaps = Overlaps.of(source, target);
        if (overlaps.size() == 0)
            throw new IllegalArgumentException("source of " + source + " does not meet the domain of " + target);
        return new IntegralRegrid(overlaps.window(), overlaps, source, target.cells());
    }

    /// The source cells that meet the domain, and those between.
    public Window window() {
        return window;
    }

    /// Share of a source cell's area that lies in the domain, 0 to 1.
    ///
    /// @param windowIndex `j * window.nx + i`
    public double inside(int windowIndex) {
        return inside[windowIndex];
    }

    /// @param windowField sums of the window's cells `[window.ny * window.nx]`
    /// @param out sums of the model's cells `[cells]`, written over
    public void apply(float[] windowField, double[] out) {
        window.check(windowField.length);
        if (out.length != cells)
            throw new IllegalArgumentException("out has " + out.length + " values, expected " + cells + " cells");
        Arrays.fill(out, 0);
        for (int o = 0; o < share.length; o++) out[to[o]] += share[o] * windowField[from[o]];
    }
}
