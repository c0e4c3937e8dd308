package org.fluxwatch.assimilate.inputs;

import org.fluxwatch.assimilate.model.regrid.Window;

/// The columns of a file from west to east, whichever way it stores them, and beyond the place where its degrees begin
/// anew (179, -180) or (359, 0).
///
/// @param eastward degrees east; rising, where they are those of columns in any order round the earth
/// @param reversed whether the file has them from east to west
public record Longitudes(double[] eastward, boolean reversed) {
    private static final double ROUND = 360;

    /// @param stored degrees east in the file's order
    public static Longitudes of(double[] stored) {
        final double[] on = isOneWay(stored) ? stored.clone() : unrolled(stored);
        if (on.length < 2 || on[0] < on[on.length - 1]) return new Longitudes(on, false);
        final double[] turned = new double[on.length];
        for (int i = 0; i < turned.length; i++) turned[i] = on[on.length - 1 - i];
        return new Longitudes(turned, true);
    }

    private static boolean isOneWay(double[] degrees) {
        for (int i = 2; i < degrees.length; i++)
            if (degrees[i] > degrees[i - 1] != degrees[1] > degrees[0]) return false;
        return true;
    }

    private static double[] unrolled(double[] stored) {
        final double[] on = stored.clone();
        for (int i = 1; i < on.length; i++)
            if (Double.isFinite(on[i] - on[i - 1])) on[i] -= ROUND * Math.rint((on[i] - on[i - 1]) / ROUND);
        return on;
    }

    /// Where the file has a window of the columns from west to east.
    public int stored(Window window) {
        return reversed ? eastward.length - window.x0() - window.nx() : window.x0();
    }

    /// In place, from the file's order.
    ///
    /// @param rows of `nx` columns each
    public double[] turn(double[] rows, int nx) {
        if (!reversed) return rows;
        for (int row = 0; row < rows.length; row += nx)
            for (int west = row, east = row + nx - 1; west < east; west++, east--) {
                final double value = rows[west];
                rows[west] = rows[east];
                rows[east] = value;
            }
        return rows;
    }

    /// As for doubles.
    public float[] turn(float[] rows, int nx) {
        if (!reversed) return rows;
        for (int row = 0; row < rows.length; row += nx)
            for (int west = row, east = row + nx - 1; west < east; west++, east--) {
                final float value = rows[west];
                rows[west] = rows[east];
                rows[east] = value;
            }
        return rows;
    }
}
