package org.fluxwatch.assimilate.model.regrid;

/// A rectangle of source indices; value (i, j) of the source, row by row, is at `(j - y0) * nx + i - x0` of the window.
///
/// @param x0 first column
/// @param y0 first row
/// @param nx columns
/// @param ny rows
public record Window(int x0, int y0, int nx, int ny) {
    public int size() {
        return nx * ny;
    }

    void check(int length) {
        if (length != size())
            throw new IllegalArgumentException(
                    "field has " + length + " values, expected the window's " + nx + " x " + ny + " = " + size());
    }
}
