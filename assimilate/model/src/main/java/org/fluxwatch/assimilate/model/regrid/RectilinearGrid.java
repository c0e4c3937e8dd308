package org.fluxwatch.assimilate.model.regrid;

/// Rows of equal latitude and columns of equal longitude, evenly spaced or not. Between an outermost row and a pole
/// less than a row's spacing away, that row's values hold.
///
/// @param latitudes rising or falling, degrees north `[ny]`
/// @param longitudes rising, of any turn, degrees east `[nx]`; a full circle when the way from the last column on to
/// the     first is no longer than the widest between two columns
public record RectilinearGrid(double[] latitudes, double[] longitudes) implements SourceGrid {
    /// Files give their axes in single precision.
    static final double ROUNDING = 1e-3;

    public RectilinearGrid {
        latitudes = latitudes.clone();
        longitudes = longitudes.clone();
        if (latitudes.length < 2 || longitudes.length < 2)
            throw new IllegalArgumentException("grid has " + latitudes.length + " latitudes and " + longitudes.length
                    + " longitudes, expected 2 or more of each");
        final double direction = latitudes[1] > latitudes[0] ? 1 : -1;
        for (int j = 0; j < latitudes.length; j++) {
            if (!(Math.abs(latitudes[j]) <= 90))
                throw new IllegalArgumentException(
                        "latitude " + j + " is " + latitudes[j] + " degrees north, expected -90 to 90");
            if (j > 0 && !(direction * (latitudes[j] - latitudes[j - 1]) > 0))
                throw new IllegalArgumentException("latitude " + j + " is " + latitudes[j] + " after "
                        + latitudes[j - 1] + ", expected all rising or all falling");
        }
        for (int i = 0; i < longitudes.length; i++) {
            if (!(Math.abs(longitudes[i]) <= 720))
                throw new IllegalArgumentException(
                        "longitude " + i + " is " + longitudes[i] + " degrees east, expected -720 to 720");
            if (i > 0 && !(longitudes[i] > longitudes[i - 1]))
                throw new IllegalArgumentException("longitude " + i + " is " + longitudes[i] + " after "
                        + longitudes[i - 1] + ", expected rising");
        }
        if (!(longitudes[longitudes.length - 1] - longitudes[0] <= 360 + 1e-6))
            throw new IllegalArgumentException("longitudes reach from " + longitudes[0] + " to "
                    + longitudes[longitudes.length - 1] + " degrees east, expected 360 degrees or less");
    }

    @Override
    public int nx() {
        return longitudes.length;
    }

    @Override
    public int ny() {
        return latitudes.length;
    }

    @Override
    public double[] locate(double latitude, double longitude) {
        return new double[] {column(longitude), row(latitude)};
    }

    @Override
    public double eastAngle(double latitude, double longitude) {
        return 0;
    }

    @Override
    public boolean wraps() {
        return wraps(longitudes);
    }

    static boolean wraps(double[] longitudes) {
        final double seam = 360 - (longitudes[longitudes.length - 1] - longitudes[0]);
        if (seam < 1e-6) return false; // the last column is the first once more
        double widest = 0;
        for (int i = 1; i < longitudes.length; i++) widest = Math.max(widest, longitudes[i] - longitudes[i - 1]);
        return seam <= widest * (1 + ROUNDING);
    }

    private double span() {
        return longitudes[longitudes.length - 1] - longitudes[0];
    }

    private double column(double longitude) {
        final int last = longitudes.length - 1;
        final double turned = (longitude - longitudes[0]) % 360;
        final double east = turned < 0 ? turned + 360 : turned;
        final double beyond = east - span();
        if (beyond <= 0) return coordinate(longitudes, 1, longitudes[0] + east);
        if (wraps()) return last + Math.min(1, beyond / (360 - span()));
        return beyond < 360 - east
                ? last + beyond / (longitudes[last] - longitudes[last - 1])
                : (east - 360) / (longitudes[1] - longitudes[0]);
    }

    private double row(double latitude) {
        final int last = latitudes.length - 1;
        final double direction = latitudes[last] > latitudes[0] ? 1 : -1;
        final double y = coordinate(latitudes, direction, latitude);
        if (y < 0 && nearPole(latitudes[0], latitudes[1]) && Math.abs(latitude) <= 90) return 0;
        if (y > last && nearPole(latitudes[last], latitudes[last - 1]) && Math.abs(latitude) <= 90) return last;
        return y;
    }

    private static boolean nearPole(double outermost, double next) {
        return 90 - Math.signum(outermost - next) * outermost <= Math.abs(outermost - next) * (1 + ROUNDING);
    }

    /// Fractional index of a value; continued at the outermost spacing beyond the ends.
    private static double coordinate(double[] axis, double direction, double value) {
        int low = 0;
        int high = axis.length - 1;
        while (high - low > 1) {
            final int middle = (low + high) >>> 1;
            if (direction * axis[middle] <= direction * value) low = middle;
            else high = middle;
        }
        return low + (value - axis[low]) / (axis[high] - axis[low]);
    }

    @Override
    public String toString() {
        return nx() + " x " + ny() + " places of latitude " + latitudes[0] + " to " + latitudes[ny() - 1]
                + ", longitude " + longitudes[0] + " to " + longitudes[nx() - 1] + (wraps() ? " (a full circle)" : "");
    }
}
