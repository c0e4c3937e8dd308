package org.fluxwatch.assimilate.regrid;

import org.fluxwatch.contract.grid.Grid;

/// Turns winds along a source's axes into winds along the model's, by the angle between the two at each cell's centre:
/// the model's angle to geographic east less the source's.
public final class WindTurn {
    private final float[] cos;
    private final float[] sin;

    private WindTurn(float[] cos, float[] sin) {
        this.cos = cos;
        this.sin = sin;
    }

    public static WindTurn of(SourceGrid source, Grid target) {
        final float[] cos = new float[target.cells()];
        final float[] sin = new float[target.cells()];
        for (int cell = 0; cell < target.cells(); cell++) {
            final double angle = target.eastAngle(cell % target.nx(), cell / target.nx())
                    - source.eastAngle(target.latitude(cell), target.longitude(cell));
            cos[cell] = (float) Math.cos(angle);
            sin[cell] = (float) Math.sin(angle);
        }
        return new WindTurn(cos, sin);
    }

    /// In place.
    ///
    /// @param u wind along x, m s⁻¹; value (cell, k) at `cell * nz + k`
    /// @param v wind along y, likewise
    /// @param nz values of each cell
    public void turn(float[] u, float[] v, int nz) {
        if (u.length != cos.length * nz || v.length != u.length)
            throw new IllegalArgumentException("winds have " + u.length + " and " + v.length + " values, expected "
                    + cos.length + " cells x " + nz + " each");
        for (int cell = 0; cell < cos.length; cell++)
            for (int at = cell * nz; at < (cell + 1) * nz; at++) {
                final float along = u[at];
                u[at] = along * cos[cell] - v[at] * sin[cell];
                v[at] = along * sin[cell] + v[at] * cos[cell];
            }
    }
}
