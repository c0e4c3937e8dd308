package org.fluxwatch.assimilate.model.regrid;

import java.util.Arrays;
import org.fluxwatch.contract.grid.Grid;

/// Brings a density per area, such as a flux, from cells of latitude and longitude onto the model grid, and keeps its
/// mass:
/// ```
/// out_i = Σ_j f_j A_j s_ij / A_i        A: true areas; s_ij: the share of source cell j that lies in model cell i
/// ```
/// so that `Σ_i out_i A_i = Σ_j f_j A_j s_j`, s_j being the share of cell j within the domain: 1 in its interior. First
/// order after Jones (1999), Mon. Wea. Rev. 127, 2204-2210. Set up once, then [#apply] is a sparse product; rows as
/// in [CellMeans].
public final class ConservativeRegrid {
    private final Window window;
    private final double[] sourceAreaM2;
    private final int[] firstWeight;
    private final int[] index;
    private final double[] weight;
    private final double[] covered;

    private ConservativeRegrid(Window window, double[] sourceAreaM2, Overlaps overlaps, Grid target) {
        this.window = window;
        this.sourceAreaM2 = sourceAreaM2;
        firstWeight = overlaps.firstOfTargets();
        index = new int[overlaps.size()];
        weight = new double[overlaps.size()];
        covered = new double[target.cells()];
        final int[] next = Arrays.copyOf(firstWeight, target.cells());
        for (int o = 0; o < overlaps.size(); o++) {
            final int cell = overlaps.target(o);
            final int at = next[cell]++;
            index[at] = (overlaps.row(o) - window.y0()) * window.nx() + overlaps.column(o) - window.x0();
            weight[at] = overlaps.sourceM2(o) / target.areaM2(cell);
            covered[cell] += overlaps.targetM2(o) / target.areaM2(cell);
        }
    }

    /// @param latitudeEdges rising or falling, degrees north `[ny+1]`
    /// @param longitudeEdges rising, over 360 degrees or less, of any turn, degrees east `[nx+1]`
    /// @throws IllegalArgumentException when the edges are none, or the source does not meet the domain
    public static ConservativeRegrid of(double[] latitudeEdges, double[] longitudeEdges, Grid target) {
        final SourceCells source = new SourceCells(latitudeEdges, longitudeEdges);
        final Overlaps overlaps = Overlaps.of(source, target);
        if (overlaps.size() == 0)
            throw new IllegalArgumentException("source of " + source + " does not meet the domain of " + target);
        final Window window = overlaps.window();
        final double[] areaM2 = new double[window.size()];
        for (int at = 0; at < areaM2.length; at++)
            areaM2[at] = source.areaM2(window.y0() + at / window.nx(), window.x0() + at % window.nx());
        return new ConservativeRegrid(window, areaM2, overlaps, target);
    }

    /// Edges half-way between centres, no further than the poles.
    ///
    /// @param centres rising or falling, degrees north `[ny]`
    /// @return `[ny+1]`
    public static double[] latitudeEdges(double[] centres) {
        final double[] edges = halfWay(centres);
        for (int e : new int[] {0, centres.length}) {
            final double rounding = RectilinearGrid.ROUNDING * Math.abs(edges[1] - edges[0]);
            if (Math.abs(edges[e]) > 90 - rounding) edges[e] = Math.copySign(90, edges[e]);
        }
        return edges;
    }

    /// Edges half-way between centres; 360 degrees apart at the ends of a full circle.
    ///
    /// @param centres rising, degrees east `[nx]`
    /// @return `[nx+1]`
    public static double[] longitudeEdges(double[] centres) {
        final double[] edges = halfWay(centres);
        if (RectilinearGrid.wraps(centres)) {
            edges[0] = 0.5 * (centres[0] + centres[centres.length - 1] - 360);
            edges[centres.length] = edges[0] + 360;
        }
        return edges;
    }

    private static double[] halfWay(double[] centres) {
        final int n = centres.length;
        if (n < 2) throw new IllegalArgumentException("there are " + n + " centres, expected 2 or more");
        final double[] edges = new double[n + 1];
        for (int e = 1; e < n; e++) edges[e] = 0.5 * (centres[e - 1] + centres[e]);
        edges[0] = 1.5 * centres[0] - 0.5 * centres[1];
        edges[n] = 1.5 * centres[n - 1] - 0.5 * centres[n - 2];
        return edges;
    }

    /// The source cells that meet the domain, and those between. Of a full circle whose seam lies in the domain, the
    /// whole width.
    public Window window() {
        return window;
    }

    /// @param windowField density of the window's cells, per m² `[window.ny * window.nx]`; a NaN that meets a model
    /// cell     makes its density NaN
    /// @param out density of the model cells, likewise `[cells]`; where the source covers a cell in part or not at
    /// all, the     rest counts as 0
    public void apply(double[] windowField, double[] out) {
        window.check(windowField.length);
        if (out.length != covered.length)
            throw new IllegalArgumentException(
                    "out has " + out.length + " values, expected " + covered.length + " cells");
        for (int cell = 0; cell < out.length; cell++) {
            double sum = 0;
            for (int w = firstWeight[cell]; w < firstWeight[cell + 1]; w++) sum += weight[w] * windowField[index[w]];
            out[cell] = sum;
        }
    }

    /// Share of a model cell's area that the source covers.
    public double covered(int cell) {
        return covered[cell];
    }

    /// True area of the window's source cell, m².
    ///
    /// @param windowIndex `j * window.nx + i`
    public double sourceAreaM2(int windowIndex) {
        return sourceAreaM2[windowIndex];
    }
}
