package org.fluxwatch.assimilate.model.regrid;

import org.fluxwatch.contract.grid.Grid;

/// Turns winds along a source's axes into winds across the faces of the model's cells, by the angle between the axes at
/// each face's middle: the model's angle to geographic east less the source's.
///
/// Faces are in the order of [CellMeans#ofCellsAndFaces], x-faces before y-faces.
public final class WindTurn {
    private final int xFaces;
    private final float[] cos;
    private final float[] sin;

    private WindTurn(int xFaces, float[] cos, float[] sin) {
        this.xFaces = xFaces;
        this.cos = cos;
        this.sin = sin;
    }

    public static WindTurn of(SourceGrid source, Grid target) {
        final int nx = target.nx();
        final int ny = target.ny();
        final int xFaces = (nx + 1) * ny;
        final float[] cos = new float[xFaces + nx * (ny + 1)];
        final float[] sin = new float[cos.length];
        for (int face = 0; face < cos.length; face++) {
            final int ofY = face - xFaces;
            final double x = ofY < 0 ? face % (nx + 1) - 0.5 : ofY % nx;
            final int row = ofY < 0 ? face / (nx + 1) : ofY / nx;
            final double y = ofY < 0 ? row : row - 0.5;
            final double angle =
                    target.eastAngle(x, y) - source.eastAngle(target.latitude(x, y), target.longitude(x, y));
            cos[face] = (float) Math.cos(angle);
            sin[face] = (float) Math.sin(angle);
        }
        return new WindTurn(xFaces, cos, sin);
    }

    /// The wind along the model's x axis through the x-faces, m s-1 `[x-faces * nz]`.
    ///
    /// @param u wind along the source's x axis on all faces, m s-1; value (face, k) at `face * nz + k`
    /// @param v wind along its y axis, likewise
    /// @param nz values of each face
    public float[] alongX(float[] u, float[] v, int nz) {
        check(u, v, nz);
        final float[] along = new float[xFaces * nz];
        for (int face = 0; face < xFaces; face++)
            for (int at = face * nz; at < (face + 1) * nz; at++) along[at] = u[at] * cos[face] - v[at] * sin[face];
        return along;
    }

    /// The wind along the model's y axis through the y-faces, m s-1 `[y-faces * nz]`; parameters as of [#alongX].
    public float[] alongY(float[] u, float[] v, int nz) {
        check(u, v, nz);
        final int first = xFaces * nz;
        final float[] along = new float[u.length - first];
        for (int face = xFaces; face < cos.length; face++)
            for (int at = face * nz; at < (face + 1) * nz; at++)
                along[at - first] = u[at] * sin[face] + v[at] * cos[face];
        return along;
    }

    private void check(float[] u, float[] v, int nz) {
        if (u.length != cos.length * nz || v.length != u.length)
            throw new IllegalArgumentException("winds have " + u.length + " and " + v.length + " values, expected "
                    + cos.length + " faces x " + nz + " each");
    }
}
