package org.fluxwatch.assimilate.model.regrid;

/// Bilinear interpolation of a source field: the values around a place and their shares.
public final class Bilinear {
    /// Source coordinates; a place this far outside is the rounding of an axis in single precision.
    static final double ROUNDING = 1e-4;

    private final SourceGrid source;
    private final boolean wraps;

    /// Takes a value of the source at column i and row j.
    @FunctionalInterface
    public interface Corner {
        void add(int i, int j, double share);
    }

    public Bilinear(SourceGrid source) {
        this.source = source;
        this.wraps = source.wraps();
    }

    /// Gives the values with a share, four at most.
    ///
    /// @param scale that the shares are multiplied by
    /// @return false when the place lies outside the source
    public boolean around(double latitude, double longitude, double scale, Corner corner) {
        final double[] xy = source.locate(latitude, longitude);
        final int lastX = wraps ? source.nx() : source.nx() - 1;
        final int lastY = source.ny() - 1;
        if (!(xy[0] >= -ROUNDING && xy[0] <= lastX + ROUNDING && xy[1] >= -ROUNDING && xy[1] <= lastY + ROUNDING))
            return false;
        final double x = Math.clamp(xy[0], 0, lastX);
        final double y = Math.clamp(xy[1], 0, lastY);
        final int i = (int) x;
        final int j = (int) y;
        add(corner, i, j, scale * (i + 1 - x) * (j + 1 - y));
        add(corner, i + 1, j, scale * (x - i) * (j + 1 - y));
        add(corner, i, j + 1, scale * (i + 1 - x) * (y - j));
        add(corner, i + 1, j + 1, scale * (x - i) * (y - j));
        return true;
    }

    private void add(Corner corner, int i, int j, double share) {
        if (share != 0) corner.add(wraps && i >= source.nx() ? i - source.nx() : i, j, share);
    }
}
