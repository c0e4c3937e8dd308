package org.fluxwatch.assimilate.inputs.co2;

import java.util.Arrays;
import org.fluxwatch.assimilate.inputs.SaneRange;
import org.fluxwatch.assimilate.model.regrid.Bilinear;
import org.fluxwatch.assimilate.model.regrid.LayerRemap;
import org.fluxwatch.assimilate.model.regrid.RectilinearGrid;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.InputException;

/// One step of a product over a window of its own grid: columns of layers, ground first. Not for several threads.
final class Co2Field {
    private static final double EDGE_ROUNDING_PA = 0.1; // of pressures in single precision

    private final RectilinearGrid grid;
    private final Bilinear bilinear;
    private final Window window;
    private final int nz;
    private final float[] ppm;
    private final double[] edgePa;
    private final double[] aPa;
    private final double[] b;
    private final double[] sourceEdgePa;
    private final double[] work;
    private final double[] values;

    /// @param ppm `[columns * nz]`
    /// @param edgePa `[columns * (nz + 1)]`, or none where the model's surface pressure makes them
    /// @param aPa `[nz + 1]`, or none
    /// @param b `[nz + 1]`, or none
    private Co2Field(
            RectilinearGrid grid, Window window, int nz, float[] ppm, double[] edgePa, double[] aPa, double[] b) {
        this.grid = grid;
        this.bilinear = new Bilinear(grid);
        this.window = window;
        this.nz = nz;
        this.ppm = ppm;
        this.edgePa = edgePa;
        this.aPa = aPa;
        this.b = b;
        sourceEdgePa = new double[nz + 1];
        work = new double[nz + 1];
        values = new double[nz];
    }

    /// @param layers ppm of the window, layer by layer as in the file `[nz * columns]`
    /// @param edges in the same order
    /// @param where file, variable, time: what errors begin with
    /// @throws InputException when a value is no concentration, a surface pressure none on earth, or edges do not
    /// fall
    static Co2Field of(RectilinearGrid grid, Window window, float[] layers, Edges edges, String where) {
        SaneRange.CO2.check(layers, where);
        final int columns = window.size();
        final int nz = layers.length / columns;
        return switch (edges) {
            case Edges.OfColumns(double[] pa) -> {
                final boolean groundFirst = pa[0] > pa[nz * columns];
                final double[] turned = new double[pa.length];
                for (int e = 0; e <= nz; e++)
                    for (int c = 0; c < columns; c++)
                        turned[c * (nz + 1) + (groundFirst ? e : nz - e)] = pa[e * columns + c];
                check(turned, columns, nz, where);
                yield new Co2Field(
                        grid,
                        window,
                        nz,
                        turned(layers, columns, nz, groundFirst),
                        turned,
                        new double[0],
                        new double[0]);
            }
            case Edges.OnModelSurface(double[] a, double[] b) -> {
                final boolean groundFirst = b[0] > b[nz];
                // what falls over the lowest ground and over the deepest falls between, for edges are linear in between
                for (double surfacePa :
                        new double[] {SaneRange.SURFACE_PRESSURE.least(), SaneRange.SURFACE_PRESSURE.greatest()})
                    check(overSurface(a, b, groundFirst, surfacePa), 1, nz, where);
                yield new Co2Field(
                        grid,
                        window,
                        nz,
                        turned(layers, columns, nz, groundFirst),
                        new double[0],
                        groundFirst ? a : reversed(a),
                        groundFirst ? b : reversed(b));
            }
        };
    }

    /// Ground first.
    private static double[] overSurface(double[] aPa, double[] b, boolean groundFirst, double surfacePa) {
        final double[] pa = new double[aPa.length];
        for (int e = 0; e < pa.length; e++) pa[e] = aPa[e] + b[e] * surfacePa;
        return groundFirst ? pa : reversed(pa);
    }

    private static float[] turned(float[] layers, int columns, int nz, boolean groundFirst) {
        final float[] turned = new float[layers.length];
        for (int k = 0; k < nz; k++)
            for (int c = 0; c < columns; c++) turned[c * nz + (groundFirst ? k : nz - 1 - k)] = layers[k * columns + c];
        return turned;
    }

    private static double[] reversed(double[] values) {
        final double[] reversed = new double[values.length];
        for (int k = 0; k < values.length; k++) reversed[k] = values[values.length - 1 - k];
        return reversed;
    }

    private static void check(double[] edgePa, int columns, int nz, String where) {
        final double[] surface = new double[columns];
        for (int c = 0; c < columns; c++) surface[c] = edgePa[c * (nz + 1)];
        SaneRange.SURFACE_PRESSURE.check(surface, where);
        for (int c = 0; c < columns; c++)
            for (int e = c * (nz + 1) + 1; e < (c + 1) * (nz + 1); e++)
                if (!(edgePa[e] <= edgePa[e - 1] + EDGE_ROUNDING_PA && edgePa[e] >= 0))
                    throw new InputException(where + ": edge " + (e - c * (nz + 1)) + " of a column is at " + edgePa[e]
                            + " Pa above one at " + edgePa[e - 1] + " Pa, expected falling pressures of 0 or more");
    }

    /// Means of the model's layers in the column at a place: bilinear between four columns of the file, each value and
    /// edge on its own layer, then remapped with the source stretched to the model's surface pressure, which keeps
    /// the column's mean.
    ///
    /// @param targetEdgePa the model's, ground first `[n + 1]`
    /// @param out ppm `[n]`
    void profile(double latitude, double longitude, double[] targetEdgePa, double[] out) {
        Arrays.fill(values, 0);
        if (edgePa.length > 0) Arrays.fill(sourceEdgePa, 0);
        else for (int e = 0; e <= nz; e++) sourceEdgePa[e] = aPa[e] + b[e] * targetEdgePa[0];
        final boolean inside = bilinear.around(latitude, longitude, 1, (i, j, share) -> {
            if (!add(i, j, share)) throw outside(latitude, longitude);
        });
        if (!inside) throw outside(latitude, longitude);
        LayerRemap.stretched(sourceEdgePa, values, targetEdgePa, work, out);
    }

    private boolean add(int i, int j, double share) {
        final int column = i - window.x0();
        final int row = j - window.y0();
        if (column < 0 || column >= window.nx() || row < 0 || row >= window.ny()) return false;
        final int c = row * window.nx() + column;
        for (int k = 0; k < nz; k++) values[k] += share * ppm[c * nz + k];
        if (edgePa.length > 0) for (int e = 0; e <= nz; e++) sourceEdgePa[e] += share * edgePa[c * (nz + 1) + e];
        return true;
    }

    private IllegalArgumentException outside(double latitude, double longitude) {
        return new IllegalArgumentException("place at latitude " + latitude + ", longitude " + longitude
                + " is outside the domain that CO2 was read for, a part of " + grid);
    }
}
